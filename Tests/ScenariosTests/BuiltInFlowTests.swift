import JSON
import Measurement
import Scenarios
import Testing

/// The flows of systems are written in the language of files.
struct BuiltInFlowTests {
    private static let listing = FlowListing(SystemCatalogue.entries)

    private static func system(_ profile: String, _ flow: String) -> String {
        if flow.hasPrefix("events") { return #""events": {}"# }
        if flow.hasPrefix("processes") { return #""processes": { "definitions": [\#(review)] }"# }
        guard !profile.isEmpty else {
            return #""accounts": { "accounts": { "count": 50 }, "telegram": { "latency": "1s" } }"#
        }
        return """
            "provisioning": { "profile": "\(profile)",
              "configurationService": { "latency": "5s", "failure": "10%" } }
            """
    }

    private static let review = """
        { "id": "review", "timeToLive": "30s",
          "processes": [{ "id": "look", "kind": "scenario", "outcomes": ["confirmed", "rejected"],
            "module": "human", "settings": { "role": "operator" } }],
          "links": [{ "from": "look", "outcome": "confirmed", "to": "end" },
            { "from": "look", "outcome": "rejected", "to": "end" }] }
        """

    /// What a load has to say of a flow.
    private static func variables(_ flow: String) -> String {
        switch flow.split(whereSeparator: { $0 == "." || $0 == "-" }).last {
        case "start", "event", "approve": #"{ "definition": "review" }"#
        case "decide": #"{ "role": "operator" }"#
        default: "{}"
        }
    }

    private static func run(_ profile: String, _ flow: String, flows: String) throws -> RunResult {
        let text = """
            { "version": 1, "name": "x", "duration": "2m", "warmUp": "5s",
              "infrastructure": { "http": { "latency": {
                "distribution": "lognormal", "median": "1ms", "p99": "6ms" } } },
              "systems": { \(system(profile, flow)) },
              "load": { "l": { "executor": "constant-arrival-rate", "rate": 0.5,
                "arrivals": "poisson", "flow": "\(flow)",
                "vars": \(variables(flow)) } },
              "flows": \(flows) }
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.description)
        #expect(errors == [])
        let scenario = try #require(reading.scenario)
        return ScenarioRunner(scenario, tool: ("rehearsal", "0")).run().result
    }

    @Test(arguments: listing.entries.map { [$0.name, $0.profile ?? ""] })
    func `a flow that was printed and pasted does the same`(entry: [String]) throws {
        let (name, profile) = (entry[0], entry[1])
        let printed = try Self.listing.json(of: name)
        let own = name.replacing(".", with: "-") + (profile.isEmpty ? "" : "-" + profile)
        let builtIn = try Self.run(profile, name, flows: "{}")
        let pasted = try Self.run(profile, own, flows: printed)
        let asksForNone = name.hasSuffix(".borrow") || name.hasSuffix(".decide")
        #expect(asksForNone || builtIn.tasks.submitted > 30)
        #expect(builtIn.fingerprint == pasted.fingerprint)
        #expect(builtIn.tasks.completed == pasted.tasks.completed)
        let figures = [builtIn, pasted].map { result in
            result.metrics.map { "\($0.key): \($0.value)" }
        }
        #expect(figures[0] == figures[1])
    }

    @Test func `every flow is listed once, and unknown ones are told`() {
        #expect(Self.listing.text.contains("provisioning.submit\n    POST one task"))
        let names = Self.listing.text.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(
            names == [
                "provisioning.submit", "provisioning.activate", "accounts.borrow",
                "accounts.parse", "accounts.campaign", "processes.start", "processes.event",
                "processes.decide", "processes.approve", "events.send", "events.send-default",
            ]
        )
        #expect(throws: UnknownName.self) { try Self.listing.json(of: "nothing") }
        do {
            _ = try Self.listing.json(of: "provisioning.activat")
        } catch {
            #expect(error.hint == "did you mean \"provisioning.activate\"?")
        }
    }
}
