import Measurement

/// What is measured of a load: the metrics that k6 has, under k6's names.
final class LoadMeters {
    let iterations: CounterSeries
    let droppedIterations: CounterSeries
    let checks: CounterSeries
    let failedChecks: CounterSeries
    let polls: CounterSeries
    let requests: CounterSeries
    let failedRequests: CounterSeries
    let submitted: CounterSeries
    let iterationDuration: TrendSeries
    let arrivalLag: TrendSeries
    private let registry: MetricRegistry
    private let tags: [(String, String)]
    private var durations: [DurationKey] = []

    private struct DurationKey {
        let request: Int
        let status: Int
        let series: TrendSeries
    }

    /// All of it carries the `tags`.
    init(registry: MetricRegistry, tags: [(String, String)]) {
        self.registry = registry
        self.tags = tags
        iterations = registry.counter("iterations", tags: tags)
        droppedIterations = registry.counter("dropped_iterations", tags: tags)
        checks = registry.counter("checks", tags: tags)
        failedChecks = registry.counter("checks_failed", tags: tags)
        polls = registry.counter("polls", tags: tags)
        requests = registry.counter("http_reqs", tags: tags)
        failedRequests = registry.counter("http_req_failed", tags: tags)
        submitted = registry.counter("tasks_submitted", tags: tags)
        iterationDuration = registry.trend("iteration_duration", tags: tags)
        arrivalLag = registry.trend("arrival_lag", tags: tags)
    }

    /// The series of a request's durations; `status` 0 stands for no response.
    func duration(of request: RequestTemplate, status: Int) -> TrendSeries {
        for key in durations where key.request == request.number && key.status == status {
            return key.series
        }
        let series = registry.trend(
            "http_req_duration",
            tags: [
                ("name", request.name), ("service", request.service), ("status", String(status)),
            ] + tags
        )
        // Replaced and not changed, so that reading it needs no check for overlapping accesses.
        let key = DurationKey(request: request.number, status: status, series: series)
        durations = durations + [key]
        return series
    }
}
