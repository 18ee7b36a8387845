import Measurement
import Scenarios
import Testing

/// Three tasks a second apart, one worker, a service that takes 2 s.
struct TaskTracerTests {
    @Test func `a task's steps are where it was and when`() throws {
        let (timelines, _) = try run(#""store": {"latency": "10ms", "concurrency": 1}"#)
        let trace = timelines.prefix(2).map(Self.line)
        #expect(
            trace == [
                "a/0 completed 0 → 2020: service provisioning 0–10, machine store 0–10, "
                    + "service configurationService 10–2010, machine store 2010–2020",
                "a/1 completed 1000 → 4020: service provisioning 1000–1010, "
                    + "machine store 1000–1010, queue tasks 1010–2010, "
                    + "service configurationService 2010–4010, machine store 4010–4020",
            ]
        )
    }

    @Test func `the slowest tasks of the measured part are kept, the slowest first`() throws {
        let (timelines, result) = try run(#""store": {}"#)
        let durations = timelines.map { $0.duration / 1_000_000 }
        #expect(durations == [2000, 3000, 4000, 5000, 6000, 7000])
        #expect(result.slowest.map(\.task) == ["a/5", "a/4", "a/3", "a/2", "a/1"])
        #expect(result.slowest.first == timelines.last)
    }

    @Test func `what is in flight when the run ends is shown as that`() throws {
        let (timelines, result) = try run(#""store": {}"#, drain: "1s")
        #expect(
            timelines.map(\.outcome.rawValue).suffix(3) == ["inFlight", "inFlight", "inFlight"]
        )
        #expect(result.slowest.allSatisfy { $0.outcome == .completed })
        #expect(result.slowest.count == 3)
    }

    private func run(
        _ infrastructure: String,
        drain: String = "1m"
    ) throws -> (timelines: [TaskTimeline], result: RunResult) {
        let text = """
            {"version": 1, "name": "a", "duration": "6s", "drain": "\(drain)",
             "infrastructure": {\(infrastructure)},
             "systems": {"provisioning": {
                "profile": "task", "configurationService": {"latency": "2s"}}},
             "load": {"a": {"executor": "constant-arrival-rate", "rate": 1, "flow": "submit"}}}
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "tracer.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let sink = Timelines()
        let runner = ScenarioRunner(
            scenario,
            tool: ("test", "0"),
            withSeries: false,
            sinks: RunSinks(tasks: sink)
        )
        let result = runner.run().result
        return (sink.all, result)
    }

    private static func line(_ timeline: TaskTimeline) -> String {
        let steps = timeline.steps.map { step in
            "\(step.kind) \(step.name) \(step.start / 1_000_000)–\(step.end / 1_000_000)"
        }
        let (start, end) = (timeline.intendedStart / 1_000_000, timeline.endedAt / 1_000_000)
        return "\(timeline.task) \(timeline.outcome) \(start) → \(end): "
            + steps.joined(separator: ", ")
    }
}

private final class Timelines: TaskSink, @unchecked Sendable {
    private(set) var all: [TaskTimeline] = []

    func taskEnded(_ timeline: TaskTimeline) {
        all.append(timeline)
    }
}
