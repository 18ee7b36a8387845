import Measurement

extension Example {
    /// A second in which one task came and went.
    static func short() -> RunResult {
        let registry = MetricRegistry(
            window: MeasurementWindow(start: 0, end: second),
            seriesHorizon: second
        )
        registry.counter("tasks_submitted").add(1, at: second / 4)
        registry.counter("tasks_completed").add(1, at: second / 2)
        registry.trend("task_duration").record(second / 4, at: second / 2)
        registry.gauge("tasks_in_flight").set(1, at: second / 4)
        registry.gauge("tasks_in_flight").set(0, at: second / 2)
        var tasks = TaskCounts()
        tasks.submitted = 1
        tasks.accepted = 1
        tasks.completed = 1
        var result = result(registry.finish(at: second), tasks: tasks)
        result.virtualNanoseconds = second
        result.slowest = [
            TaskTimeline(
                task: "tasks/0",
                outcome: .completed,
                intendedStart: second / 4,
                acceptedAt: second / 4,
                endedAt: second / 2,
                steps: [
                    TaskTimeline.Step(
                        kind: .queue,
                        name: "tasks",
                        start: second / 4,
                        end: second / 3
                    ),
                    TaskTimeline.Step(
                        kind: .service,
                        name: "configurationService",
                        start: second / 3,
                        end: second / 2
                    ),
                ]
            )
        ]
        return result
    }

    /// A day that ends in the middle of things, with a dozen queues and resources that never rest.
    static func day() -> RunResult {
        let length = 86_400 * second
        let registry = MetricRegistry(
            window: MeasurementWindow(start: 0, end: length),
            seriesHorizon: length
        )
        for index in 0..<Int64(6_000) {
            let now = index * length / 6_000
            registry.counter("tasks_submitted").add(index % 7, at: now)
            registry.counter("tasks_completed").add(index % 5, at: now)
            registry.trend("task_duration").record(index % 97 * second, at: now)
            registry.trend("http_req_duration").record(index % 89 * 1_000_000, at: now)
            for number in 0..<12 {
                let level = (index * Int64(number + 3)) % 101
                let queue = [("queue", "queue-\(number)")]
                registry.gauge("queue_depth", tags: queue).set(level, at: now)
                registry.gauge("queue_unacked", tags: queue).set(100 - level, at: now)
                registry.gauge("utilization", tags: [("resource", "r\(number)")], scale: 101)
                    .set(level, at: now)
            }
        }
        var result = result(registry.finish(at: length), tasks: TaskCounts())
        result.virtualNanoseconds = length
        return result
    }
}
