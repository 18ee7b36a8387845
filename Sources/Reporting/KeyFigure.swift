import Measurement

/// A figure that most people ask for first, with its name.
struct KeyFigure: Equatable {
    let name: String
    let text: String

    /// Those that the run has, by weight.
    static func all(of result: RunResult) -> [KeyFigure] {
        let latency = trend("task_duration", "task", in: result)
        let requests = trend("http_req_duration", "HTTP", in: result)
        return counts(of: result) + latency + requests + levels(of: result)
    }

    private static func counts(of result: RunResult) -> [KeyFigure] {
        guard result.tasks.submitted > 0 else { return [] }
        let tasks = result.tasks
        var figures: [KeyFigure] = []
        for (name, label) in [("tasks_submitted", "offered"), ("tasks_completed", "completed")] {
            guard let counter = result.metric(name)?.counter else { continue }
            figures.append(KeyFigure(name: label, text: rate(counter.rate)))
        }
        figures.append(count("failed", tasks.failed))
        figures.append(count("lost", tasks.lost))
        return figures + (tasks.duplicated > 0 ? [count("duplicated", tasks.duplicated)] : [])
    }

    private static func trend(
        _ metric: String,
        _ label: String,
        in result: RunResult
    ) -> [KeyFigure] {
        guard let figures = result.metric(metric)?.trend?.statistics,
            figures.max > 0
        else { return [] }
        return [("med", figures.med), ("p99", figures.p99), ("max", figures.max)].map {
            KeyFigure(name: "\(label) \($0)", text: Figure.duration(seconds: $1))
        }
    }

    private static func levels(of result: RunResult) -> [KeyFigure] {
        guard let flight = result.metric("tasks_in_flight")?.gauge?.statistics,
            result.tasks.submitted > 0
        else { return [] }
        return [KeyFigure(name: "in flight", text: Figure.level(flight.mean))]
    }

    private static func count(_ name: String, _ count: Int64) -> KeyFigure {
        KeyFigure(name: name, text: Figure.count(count))
    }

    private static func rate(_ rate: Double) -> String {
        Figure.decimal(rate, places: rate < 100 ? 2 : 1) + "/s"
    }
}
