import Scenarios
import Testing

struct InvalidScenarioTests {
    private static func messages(_ scenario: InvalidScenario) -> [String] {
        ScenarioText.messages(of: ScenarioText.read(scenario.file)).map { message in
            message.replacing("f:", with: "", maxReplacements: 1)
        }
    }

    @Test func `every mistake is told at its place, all at once`() throws {
        let text = try InvalidScenarios.text()
        if InvalidScenarios.isRecording {
            try InvalidScenarios.record(text, messages: Self.messages)
        }
        let cases = InvalidScenarios.cases(of: try InvalidScenarios.text())
        #expect(cases.count >= 60)
        for scenario in cases {
            let messages = Self.messages(scenario)
            #expect(messages == scenario.messages, "\(scenario.testDescription)")
            #expect(!messages.isEmpty, "\(scenario.testDescription)")
        }
    }

    @Test func `the file that the cases change is valid`() {
        let reading = ScenarioText.read(InvalidScenario(line: 3, text: #""name": "a""#).file)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.scenario?.name == "a")
    }

    @Test func `a syntax error stands alone`() {
        let reading = ScenarioText.read(#"{"version": 2, "name": 5, }"#)
        #expect(reading.diagnostics.count == 1)
        #expect(reading.hasUsageErrors == false)
    }

    @Test(arguments: [
        ("", "f:1:1: error: "), ("[]", "f:1:1: error: expected an object, found an array"),
        ("null", "f:1:1: error: expected an object, found null"),
    ])
    func `what is no object is refused`(text: String, message: String) {
        let messages = ScenarioText.messages(of: ScenarioText.read(text))
        #expect(messages.count == 1)
        #expect(messages.first?.hasPrefix(message) == true)
    }

    @Test func `control characters of a file do not reach the terminal`() {
        let text = "{\"a\\u001b[31m\\n\": 1}"
        for message in ScenarioText.messages(of: ScenarioText.read(text)) {
            #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    @Test func `a thousand mistakes are a thousand messages`() {
        let keys = (0..<1_000).map { "\"key\($0)\": 1" }.joined(separator: ", ")
        let reading = ScenarioText.read("{\(keys)}")
        #expect(reading.diagnostics.count == 1_000 + 4)
    }
}
