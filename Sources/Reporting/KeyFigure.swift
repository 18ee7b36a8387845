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
        guard result.tasks.submitted > 0 else { return requests(of: result) }
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

    /// What counts where no load asks for tasks.
    private static func requests(of result: RunResult) -> [KeyFigure] {
        var figures: [KeyFigure] = []
        if let requests = result.metric("http_reqs")?.counter, requests.count > 0 {
            figures.append(KeyFigure(name: "requests", text: rate(requests.rate)))
            let failed = result.metric("http_req_failed")?.counter?.count ?? 0
            figures.append(count("requests failed", failed))
        }
        if let checks = result.metric("checks")?.counter, checks.count > 0 {
            figures.append(count("checks", checks.count))
            figures.append(
                count("checks failed", result.metric("checks_failed")?.counter?.count ?? 0)
            )
        }
        return figures
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
