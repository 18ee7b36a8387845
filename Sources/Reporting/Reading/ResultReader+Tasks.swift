import Measurement

extension ResultReader {
    static func tasks(_ node: ResultNode) throws(ResultProblem) -> TaskCounts {
        var tasks = TaskCounts()
        tasks.submitted = try node.member("submitted").count()
        tasks.accepted = try node.member("accepted").count()
        tasks.rejected = try node.member("rejected").count()
        tasks.unanswered = try node.optional("unanswered")?.count() ?? 0
        tasks.completed = try node.member("completed").count()
        tasks.failed = try node.member("failed").count()
        tasks.deadLettered = try node.member("deadLettered").count()
        tasks.lost = try node.member("lost").count()
        tasks.duplicated = try node.member("duplicated").count()
        tasks.inFlight = try node.member("inFlight").count()
        return tasks
    }

    static func timelines(_ node: ResultNode?) throws(ResultProblem) -> [TaskTimeline] {
        var timelines: [TaskTimeline] = []
        for element in try node?.elements() ?? [] {
            timelines.append(
                TaskTimeline(
                    task: try element.member("task").text(),
                    outcome: try element.member("outcome").choice(TaskTimeline.Outcome.self),
                    intendedStart: try element.member("intendedStart").nanoseconds(),
                    acceptedAt: try element.member("acceptedAt").nanoseconds(),
                    endedAt: try element.member("endedAt").nanoseconds(),
                    steps: try steps(element.member("steps"))
                )
            )
        }
        return timelines
    }

    private static func steps(_ node: ResultNode) throws(ResultProblem) -> [TaskTimeline.Step] {
        var steps: [TaskTimeline.Step] = []
        for element in try node.elements() {
            steps.append(
                TaskTimeline.Step(
                    kind: try element.member("kind").choice(TaskTimeline.Step.Kind.self),
                    name: try element.member("name").text(),
                    start: try element.member("start").nanoseconds(),
                    end: try element.member("end").nanoseconds()
                )
            )
        }
        return steps
    }

    static func faults(_ node: ResultNode) throws(ResultProblem) -> [FaultRecord] {
        var faults: [FaultRecord] = []
        for element in try node.elements() {
            faults.append(
                FaultRecord(
                    at: try element.member("at").nanoseconds(),
                    until: try element.optional("until")?.nanoseconds(),
                    kind: try element.member("kind").text(),
                    target: try element.member("target").text(),
                    returnedMessages: Int(try element.optional("returnedMessages")?.count() ?? 0)
                )
            )
        }
        return faults
    }

    static func host(_ node: ResultNode?) throws(ResultProblem) -> HostFigures? {
        guard let node else { return nil }
        func figure(_ key: String) throws(ResultProblem) -> Double {
            try node.optional(key)?.number() ?? .nan
        }
        return HostFigures(
            wallSeconds: try figure("wallSeconds"),
            tasksPerWallSecond: try figure("tasksPerWallSecond"),
            eventsPerWallSecond: try figure("eventsPerWallSecond"),
            httpRequestsPerWallSecond: try figure("httpRequestsPerWallSecond"),
            peakMemoryBytes: try node.member("peakMemoryBytes").count(),
            timesRealTime: try figure("timesRealTime")
        )
    }
}
