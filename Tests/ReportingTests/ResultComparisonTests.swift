import Measurement
import Reporting
import TestSupport
import Testing

@Suite struct ResultComparisonTests {
    private static let second: Int64 = 1_000_000_000

    /// A run of ten seconds with these tasks, lengths of a queue and lost tasks.
    private func result(
        durations: [Int64],
        depth: Int64 = 3,
        lost: Int64 = 0,
        limit: String = "max<3s"
    ) throws -> RunResult {
        let registry = MetricRegistry(
            window: MeasurementWindow(start: 0, end: 10 * Self.second)
        )
        registry.attach(
            Threshold(
                key: MetricKey("task_duration"),
                expression: try ThresholdExpression.parse(limit)
            )
        )
        for duration in durations {
            registry.trend("task_duration").record(duration, at: Self.second)
            registry.counter("tasks_completed").add(at: Self.second)
        }
        registry.gauge("queue_depth", tags: [("queue", "tasks")]).set(depth, at: Self.second)
        registry.counter("tasks_lost").add(lost, at: Self.second)
        return Example.result(registry.finish(at: 10 * Self.second), tasks: TaskCounts())
    }

    private func comparison(
        _ old: RunResult,
        _ new: RunResult,
        tolerance: Double = 0
    ) -> ResultComparison {
        ResultComparison(
            ComparedResult(old),
            ComparedResult(new),
            metrics: MetricDefinition.standard,
            tolerance: tolerance
        )
    }

    private var old: RunResult {
        get throws { try result(durations: [1, 2, 2, 2].map { $0 * Self.second }) }
    }

    @Test func `nothing changes from a run to itself`() throws {
        let comparison = comparison(try old, try old)
        #expect(comparison.changes.isEmpty && comparison.thresholds.isEmpty)
        #expect(comparison.onlyOld.isEmpty && comparison.onlyNew.isEmpty)
        #expect(comparison.unchanged == (try old).metrics.count)
    }

    @Test(
        arguments: [
            ([1, 2, 2, 2], 4, 0, 0, ["worse queue_depth", "worse queue_depth{queue:tasks}"]),
            ([1, 2, 2, 2], 2, 0, 0, ["better queue_depth", "better queue_depth{queue:tasks}"]),
            ([1, 2, 2, 3], 3, 0, 0, ["worse task_duration"]),
            ([1, 1, 2, 2], 3, 0, 0, ["better task_duration"]),
            // Only the least became less, and with it the mean.
            ([0, 2, 2, 2], 3, 0, 0, ["better task_duration"]),
            ([1, 2, 2, 2], 3, 1, 0, ["worse tasks_lost"]),
            ([1, 2, 2], 3, 0, 0, ["worse tasks_completed", "better task_duration"]),
            // A tenth more is tolerated, a fifth more is not.
            ([1, 2, 2, 2], 3, 0, 0.1, []), ([1, 2, 2, 3], 3, 0, 0.6, ["neutral task_duration"]),
            ([1, 2, 2, 3], 3, 0, 0.4, ["worse task_duration"]),
        ] as [([Int64], Int64, Int64, Double, [String])]
    )
    func `a change is worse or better as the metric has it`(
        seconds: [Int64],
        depth: Int64,
        lost: Int64,
        tolerance: Double,
        expected: [String]
    ) throws {
        let new = try result(
            durations: seconds.map { $0 * Self.second },
            depth: depth,
            lost: lost
        )
        let changes = comparison(try old, new, tolerance: tolerance).changes
        #expect(changes.map { "\($0.direction) \($0.key)" } == expected)
    }

    @Test func `the worst comes first, and its greatest change speaks for it`() throws {
        let new = try result(durations: [1, 2, 2, 6].map { $0 * Self.second }, depth: 4)
        let changes = comparison(try old, new).changes
        let headlines = changes.map { "\($0.key) \($0.headline.name)" }
        #expect(
            headlines == [
                "task_duration max", "queue_depth max", "queue_depth{queue:tasks} max",
            ]
        )
        let headline = try #require(changes.first?.headline)
        #expect(headline.old == 2 && headline.new == 6 && headline.relative == 2)
    }

    @Test func `thresholds with another outcome and metrics of one run are named`() throws {
        let new = try result(durations: [1, 2, 2, 6].map { $0 * Self.second })
        var other = comparison(try old, new)
        #expect(other.thresholds.map(\.new.passed) == [false])
        var more = new
        more.metrics.removeAll { $0.key.name == "polls" }
        other = comparison(try old, more)
        #expect(other.onlyOld.map(\.description) == ["polls"] && other.onlyNew.isEmpty)
        #expect(comparison(more, try old).onlyNew.map(\.description) == ["polls"])
    }

    @Test func `what is no longer measured or never ended is worse`() throws {
        let none = try result(durations: [])
        let gone = try #require(
            comparison(try old, none).changes.first { $0.key.name == "task_duration" }
        )
        #expect(gone.direction == .worse && gone.headline.new == nil)
        let text = ComparisonReport.render(
            comparison(try old, none),
            names: ("a", "b"),
            style: .plain
        )
        #expect(text.contains("✗ task_duration") && text.contains("no data"))

        let complaint = BaselineReport(comparison(try old, none), file: "f", baseline: "b")
            .complaint
        #expect(complaint.contains("and is no data"))

        var censored = try old
        let index = try #require(
            censored.metrics.firstIndex { $0.key.description == "task_duration" }
        )
        let before = try #require(censored.metrics[index].trend)
        let after = TrendSummary(
            count: before.count,
            censored: 500,
            statistics: before.statistics,
            spectrum: before.spectrum
        )
        censored.metrics[index] = MeasuredMetric(
            key: censored.metrics[index].key,
            unit: .seconds,
            value: .trend(after)
        )
        let changes = comparison(try old, censored, tolerance: 0.5).changes
        #expect(changes.map { "\($0.direction) \($0.headline.name)" } == ["worse censored"])
        #expect(comparison(censored, try old).changes.map(\.direction) == [.better])
    }

    @Test func `a gauge that was never set again is told`() throws {
        let key = MetricKey("queue_depth")
        var silent = try old
        silent.metrics = silent.metrics.map {
            $0.key == key
                ? MeasuredMetric(key: key, unit: .count, value: .gauge(GaugeSummary(nil))) : $0
        }
        let changes = comparison(try old, silent).changes
        #expect(changes.map { "\($0.direction) \($0.key)" } == ["worse queue_depth"])
    }

    @Test func `the report shows what changed`() throws {
        var new = try result(
            durations: [1, 2, 2, 6].map { $0 * Self.second },
            depth: 2,
            lost: 1
        )
        new.seed = 7
        new.metrics.removeAll { $0.key.name == "polls" }
        let text = ComparisonReport.render(
            comparison(try old, new),
            names: ("old.json", "new.json"),
            style: .plain
        )
        try expectSnapshot(text, named: "comparison.txt")
    }
}
