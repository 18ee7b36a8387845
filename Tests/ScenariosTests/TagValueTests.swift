import Scenarios
import Testing

/// A series that cannot exist has no data, and with `onNoData: pass` it would pass for ever.
struct TagValueTests {
    @Test(arguments: [
        ("queue_wait{queue:taks}", "unknown queue \"taks\"; did you mean \"tasks\"?"),
        (
            "utilization{resource:worker}",
            "unknown resource \"worker\"; did you mean \"workers\"?"
        ),
        ("http_req_duration{name:sumbit}", "unknown name \"sumbit\"; did you mean \"submit\"?"),
        (
            "http_req_duration{status:999}",
            "unknown status \"999\"; write one from 100 to 599, or 0 for no response"
        ),
    ])
    func `a misspelt value of a tag is told with the nearest one`(key: String, text: String) {
        let file = """
            { "version": 1, "name": "x", "duration": "5s",
              "systems": { "provisioning": { "profile": "task" } },
              "load": { "a": {
                "executor": "constant-arrival-rate", "rate": 5, "flow": "submit" } },
              "thresholds": { "\(key)": ["max<1"] } }
            """
        let reading = ScenarioReader.read(
            bytes: Array(file.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        let messages = reading.diagnostics.map(\.description)
        #expect(messages.contains { $0.hasSuffix(text) }, "\(messages)")
    }
}
