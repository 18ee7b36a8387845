import Infrastructure
import JSON
import SimulationKernel
import Systems
import Testing

@testable import Scenarios

/// The section `systems.processes`, from the file to the settings of the system.
struct ProcessesSectionTests {
    private static func read(_ section: String) -> ScenarioReading {
        let text = """
            {"version": 1, "name": "a", "duration": "10s",
            "systems": {"processes": \(section)},
            "flows": {"f": [{"pause": "1s"}]},
            "load": {"l": {"executor": "constant-arrival-rate", "rate": 5, "flow": "f"}}}
            """
        return ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
    }

    private static func values(_ section: String) throws -> ConfigurationValues {
        let reading = read(section)
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        return try #require(scenario.systems.first).values
    }

    private static let approval = """
        {"id": "approval", "processes": [
        {"id": "ask", "module": "human", "kind": "scenario", "outcomes": ["yes", "no"],
         "settings": {"role": "clerk"}, "escalations": [{"after": "1h", "role": "boss"}]},
        {"id": "tell", "module": "mail", "settings": {"role": "customer", "subject": "Hi"}}],
        "links": [{"from": "ask", "outcome": "yes", "to": "tell"},
        {"from": "ask", "outcome": "no", "to": "end", "result": "refused"},
        {"from": "tell", "to": "end"}]}
        """

    @Test func `what the section says reaches the settings`() throws {
        let values = try Self.values(
            """
            {"definitions": [\(Self.approval)], "engines": {"count": 3, "prefetch": 7},
             "retention": "2h", "people": [{"role": "clerk", "count": 2, "decisionTime": "5m",
               "outcomes": [{"outcome": "yes", "share": "75%"}, {"outcome": "no", "share": "20%"}]}],
             "mail": {"kept": 5, "domain": "x.org", "recipients": [
               {"role": "boss", "address": "a@x"}, {"role": "boss", "address": "b@x"}]}}
            """
        )
        let settings = ProcessesSettings(values)
        #expect(settings.definitions.map(\.id) == ["approval"])
        #expect(settings.engines == 3)
        #expect(settings.prefetch == 7)
        #expect(settings.retention == .seconds(7200))
        #expect(settings.outbox == 5)
        #expect(settings.mailDomain == "x.org")
        #expect(settings.recipients.map(\.role) == ["boss"])
        #expect(settings.recipients.first?.addresses == ["a@x", "b@x"])
        #expect(settings.people.map(\.role) == ["clerk", "boss", "customer"])
        #expect(settings.people.map(\.count) == [2, 0, 0])
        #expect(settings.people.first?.outcomes == ["yes", "no"])
        #expect(ProcessesSettings.times(values).map(\.name) == ["people.clerk.time"])
        #expect(
            ProcessesSettings.outcomes(values).map(\.name) == [
                "partner.failure", "people.clerk.outcome.yes", "people.clerk.outcome.no",
            ]
        )
    }

    @Test func `an empty section has the settings of the system`() throws {
        let settings = ProcessesSettings(try Self.values("{}"))
        let usual = ProcessesSettings()
        #expect(settings.engines == usual.engines)
        #expect(settings.prefetch == usual.prefetch)
        #expect(settings.retention == usual.retention)
        #expect(settings.mailDomain == usual.mailDomain)
        #expect(settings.outbox == usual.outbox)
        #expect(settings.definitions.isEmpty && settings.people.isEmpty)
    }

    @Test func `defaults that are written out do not change the fingerprint`() throws {
        let written = """
            {"definitions": [], "engines": {"count": 1, "prefetch": 100}, "people": [],
             "retention": "1h", "mail": {"kept": 10000, "latency": "0s"}}
            """
        #expect(
            Self.read("{}").scenario?.fingerprint == Self.read(written).scenario?.fingerprint
        )
    }

    static let mistakes: [(section: String, errors: [String])] = [
        (#"{"definitions": {}}"#, ["definitions: expected an array, found an object"]),
        (#"{"definitions": [5]}"#, ["definitions[0]: expected an object, found 5"]),
        (
            #"{"definitions": [\#(approval), \#(approval)]}"#,
            [#"definitions[1].id: two definitions are called "approval""#]
        ),
        (
            #"{"definitions": [\#(approval.replacing(#""to": "tell""#, with: #""to": "tel""#))]}"#,
            [#"definitions[0].links[0].to: there is no process "tel""#]
        ),
        (
            #"{"definitions": [\#(approval)], "people": [{"role": "clerk"}, {"role": "clerk", "outcomes": [{"outcome": "yes", "share": "60%"}, {"outcome": "no", "share": "41%"}]}]}"#,
            [
                #"people[0]: clerk decides nothing that "ask" can end with"#,
                #"people[1].role: two lines are about the role "clerk""#,
                "people[1].outcomes: the outcomes are more than 100 % together",
            ]
        ),
    ]

    @Test(arguments: mistakes.indices)
    func `mistakes are told with their places in the file`(_ number: Int) {
        let (section, errors) = Self.mistakes[number]
        let reading = Self.read(section)
        #expect(reading.scenario == nil)
        let found = reading.diagnostics.map { "\($0.path): \($0.message)" }
        #expect(found == errors.map { "systems.processes." + $0 })
        #expect(reading.diagnostics.allSatisfy { $0.position != nil })
    }

    @Test func `a mistake in a definition points at its very value`() throws {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"processes": {
              "definitions": [{"id": "d", "processes": [
                {"id": "p", "module": "delay",
                 "settings": {"for": "soon"}}],
                "links": [{"from": "p", "to": "end"}]}]}}}
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        let places = reading.diagnostics.filter { $0.path.contains("definitions") }
        #expect(places.map(\.position) == [JSONPosition(line: 4, column: 26)])
    }
}
