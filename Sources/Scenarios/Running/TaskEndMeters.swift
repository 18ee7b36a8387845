import InMemoryInfrastructure
import Infrastructure
import Measurement

/// What is measured of the ends of a load's tasks.
final class TaskEndMeters {
    let duration: TrendSeries
    private let completed: CounterSeries
    private let failed: CounterSeries
    private let deadLettered: CounterSeries
    private let lost: CounterSeries

    init(registry: MetricRegistry, tags: [(name: String, value: String)]) {
        let tags = tags.map { ($0.name, $0.value) }
        duration = registry.trend("task_duration", tags: tags)
        completed = registry.counter("tasks_completed", tags: tags)
        failed = registry.counter("tasks_failed", tags: tags)
        deadLettered = registry.counter("tasks_dead_lettered", tags: tags)
        lost = registry.counter("tasks_lost", tags: tags)
    }

    /// A task that was meant to arrive at `intendedStart` has ended now.
    func record(_ end: TaskEnd, intendedStart: Int64, at now: Int64) {
        switch end {
        case .lost:
            lost.add(1, at: now)
            return duration.recordCensored(intendedStart: intendedStart)
        case .finished(.completed): completed.add(1, at: now)
        case .finished(.failed): failed.add(1, at: now)
        case .finished(.deadLettered): deadLettered.add(1, at: now)
        }
        duration.record(now - intendedStart, intendedStart: intendedStart, at: now)
    }
}
