import Measurement
import Testing

struct TaskComparisonTests {
    @Test func `tasks are found by name, and where they lost time is told`() {
        let before = records([
            task("a/0", [("tasks", 10), ("service", 100)]),
            task("a/1", [("tasks", 20), ("service", 100)]),
            task("a/2", [("tasks", 30), ("service", 100)]),
        ])
        let after = records([
            task("a/1", [("tasks", 25), ("service", 140)]),
            task("a/0", [("tasks", 10), ("service", 100)]),
            task("a/2", [("service", 90)]),
        ])
        let comparison = TaskComparison(before, after)
        #expect([comparison.slower, comparison.faster, comparison.unchanged] == [1, 1, 1])
        #expect(comparison.totalBefore == 360)
        #expect(comparison.totalAfter == 365)
        #expect(comparison.slowed.map(Self.line) == ["a/1 120 165: service +40, tasks +5"])
        #expect(comparison.sped.map(Self.line) == ["a/2 130 90: tasks -30, service -10"])
        let places = comparison.places.map { "\($0.place.name) \($0.difference)" }
        #expect(places == ["service 30", "tasks -25"])
    }

    @Test func `what is not final, or in one run only, is counted`() {
        let before = records([
            task("a/0", [], .completed), task("a/1", [], .completed), task("a/2", [], .lost),
            task("a/3", [], .completed),
        ])
        let after = records([
            task("a/0", [], .failed), task("a/1", [], .lost), task("a/2", [], .lost),
            task("b/0", [], .completed), task("b/1", [], .completed),
        ])
        let comparison = TaskComparison(before, after)
        #expect(comparison.compared == 1)
        #expect([comparison.onlyBefore, comparison.onlyAfter] == [1, 2])
        let outcomes = comparison.outcomes.map { "\($0.before) \($0.after) \($0.count)" }
        #expect(outcomes == ["completed failed 1", "completed lost 1"])
    }

    @Test func `the ten greatest changes are named, the first of those alike`() {
        let sizes: [Int64] = [5, 9, 1, 9, 3, 7, 2, 8, 6, 4, 1, 1, 10]
        let before = records(sizes.indices.map { task("a/\($0)", [("tasks", 100)]) })
        let after = records(sizes.indices.map { task("a/\($0)", [("tasks", 100 + sizes[$0])]) })
        let slowed = TaskComparison(before, after).slowed
        #expect(slowed.map(\.difference) == [10, 9, 9, 8, 7, 6, 5, 4, 3, 2])
        #expect(slowed.prefix(3).map(\.task) == ["a/12", "a/1", "a/3"])
    }

    @Test func `a place that a task comes to twice counts with both stays`() {
        let before = records([task("a/0", [("tasks", 5), ("service", 1), ("tasks", 7)])])
        let after = records([task("a/0", [("tasks", 20), ("service", 1)])])
        let comparison = TaskComparison(before, after)
        #expect(comparison.slowed.map(Self.line) == ["a/0 13 21: tasks +8"])
    }

    private func records(_ tasks: [TaskTimeline]) -> TaskRecords {
        var records = TaskRecords()
        for task in tasks { records.add(task) }
        return records
    }

    /// A task that goes from place to place without a pause.
    private func task(
        _ name: String,
        _ stays: [(String, Int64)],
        _ outcome: TaskTimeline.Outcome = .completed
    ) -> TaskTimeline {
        var now: Int64 = 0
        var steps: [TaskTimeline.Step] = []
        for (place, time) in stays {
            steps.append(.init(kind: .queue, name: place, start: now, end: now + time))
            now += time
        }
        return TaskTimeline(
            task: name,
            outcome: outcome,
            intendedStart: 0,
            acceptedAt: 0,
            endedAt: now,
            steps: steps
        )
    }

    private static func line(_ change: TaskComparison.Change) -> String {
        let places = change.places.map { place in
            "\(place.place.name) \(place.difference > 0 ? "+" : "")\(place.difference)"
        }
        return "\(change.task) \(change.before) \(change.after): "
            + places.joined(separator: ", ")
    }
}
