import Measurement
import Reporting
import Testing

struct TaskComparisonReportTests {
    @Test func `the tasks that changed are shown with the places where they did`() {
        var before = TaskRecords()
        var after = TaskRecords()
        for task in 0..<3 {
            before.add(Self.timeline(task, wait: 1_000_000, outcome: .completed))
            after.add(
                Self.timeline(
                    task,
                    wait: 1_000_000 + Int64(task) * 2_000_000_000,
                    outcome: task == 2 ? .failed : .completed
                )
            )
        }
        after.add(Self.timeline(3, wait: 0, outcome: .completed))
        let text = TaskComparisonReport.render(TaskComparison(before, after), style: .plain)
        #expect(
            text == """
                Task by task
                  3 tasks became final in both runs: 2 slower, 0 faster, 1 unchanged
                  on average 1.001 s before and 3.001 s after
                  1 completed before and failed after
                  1 accepted only after

                Slowed down most   before    after  difference
                  a/2             1.001 s  5.001 s    +4.000 s
                    queue tasks +4.000 s
                  a/1             1.001 s  3.001 s    +2.000 s
                    queue tasks +2.000 s

                Where the time went  difference a task
                  queue tasks                 +2.000 s

                """
        )
    }

    private static func timeline(
        _ number: Int,
        wait: Int64,
        outcome: TaskTimeline.Outcome
    ) -> TaskTimeline {
        let start = Int64(number) * 1_000
        let begun = start + wait
        return TaskTimeline(
            task: "a/\(number)",
            outcome: outcome,
            intendedStart: start,
            acceptedAt: start,
            endedAt: begun + 1_000_000_000,
            steps: [
                .init(kind: .queue, name: "tasks", start: start, end: begun),
                .init(kind: .service, name: "a", start: begun, end: begun + 1_000_000_000),
            ]
        )
    }
}
