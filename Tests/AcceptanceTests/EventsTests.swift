import Measurement
import Scenarios
import TestSupport
import Testing

/// What scenarios can find out about event services.
struct EventsTests {
    private static func run(_ text: String, _ changes: [String] = []) throws -> RunResult {
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "events.json",
            overrides: changes.compactMap { ScenarioOverride($0) },
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false).run().result
        #expect(result.invariants.filter { !$0.held }.isEmpty)
        return result
    }

    /// Every figure of a result that is about a scope, its queue or its instances.
    private static func figures(of words: [String], in result: RunResult) -> [String] {
        result.metrics.filter { metric in
            metric.key.tags.contains { words.contains($0.value) }
        }.map { "\($0.key) \($0.value)" }
    }

    @Test func `one instance of a scope falls behind, eight do not, and the other scope is alike`()
        throws
    {
        let text = try PackageFiles.text("Scenarios/events-scopes.json")
        let one = try Self.run(text, ["vars.instances=1", "drain=1s"])
        let eight = try Self.run(text)
        #expect(one.verdict == .failed)
        #expect(eight.verdict == .passed)
        let (few, many) = ("queue_depth{queue:training}", "utilization{resource:events-training}")
        #expect(try #require(one.gauge(few)).max > 5000)
        #expect(try #require(eight.gauge(few)).max < 200)
        #expect(try #require(one.gauge(many)).mean > 0.99)
        #expect(try #require(eight.gauge(many)).mean < 0.95)
        let words = ["mail", "events-mail", "send.to.subject"]
        let mail = Self.figures(of: words, in: one)
        #expect(mail.count > 10)
        #expect(mail == Self.figures(of: words, in: eight))
    }

    private static let crash = """
        {"version": 1, "name": "events", "duration": "30s",
         "systems": {"events": {"scopes": [{
           "name": "hello", "results": "results", "instances": 2,
           "handlers": [{"path": "train_model.{model_id}", "work": "3s", "result": "done"}]}]}},
         "load": {"l": {"executor": "constant-arrival-rate", "rate": 10, "flow": "send",
           "vars": {"queue": "hello"}}},
         "faults": [{"at": "10500ms", "kind": "crash", "target": "events.hello[0]", "for": "5s"}]}
        """

    @Test func `what a crashed instance held is done again, and nothing is lost`() throws {
        let result = try Self.run(Self.crash)
        #expect(result.tasks.accepted == 300)
        #expect(result.tasks.completed == 300)
        #expect(result.tasks.lost == 0)
        // Half of the messages of three seconds.
        #expect(result.tasks.duplicated == 15)
        #expect(result.count("events_callbacks") > 300)
        #expect(result.faults.first?.returnedMessages == 15)
    }

    @Test(arguments: ["events-send", "events-poison"])
    func `another seed keeps all promises`(name: String) throws {
        let text = try PackageFiles.text("Scenarios/\(name).json")
        for seed in 2...6 {
            let result = try Self.run(text, ["seed=\(seed)"])
            #expect(result.count("checks_failed") == 0)
            #expect(result.tasks.deadLettered == (name == "events-send" ? 0 : 4))
        }
    }
}
