import InMemoryInfrastructure
import Infrastructure
import Measurement
import SimulationKernel

/// Counts what becomes of tasks, over the whole run and in the measured part.
final class TaskRecorder: TaskObserver, @unchecked Sendable {
    /// The whole run, warm-up and drain included.
    private(set) var counts = TaskCounts()

    /// The instant since which nothing has been in flight.
    private(set) var emptySince: Int64 = 0

    /// ∫ in-flight dt and Σ (end − accepted), in nanoseconds: both sides of Little's law.
    private var area: Int128 = 0
    private var sojourn: Int128 = 0
    private var lastChange: Int64 = 0
    private var level = 0

    private let simulation: Simulation
    private let tracer: TaskTracer
    private let inFlight: GaugeSeries
    private let submitted: CounterSeries
    private let accepted: CounterSeries
    private let rejected: CounterSeries
    private let duplicated: CounterSeries
    private let durations: DurationSlices?
    /// By the number of the load, and at the end for what belongs to none.
    private let ends: [TaskEndMeters]

    /// The ends of tasks carry the tags of the load that asked for them.
    init(
        simulation: Simulation,
        registry: MetricRegistry,
        tracer: TaskTracer,
        loads: [Load],
        durations: DurationSlices?
    ) {
        self.durations = durations
        self.simulation = simulation
        self.tracer = tracer
        inFlight = registry.gauge("tasks_in_flight")
        submitted = registry.counter("tasks_submitted")
        accepted = registry.counter("tasks_accepted")
        rejected = registry.counter("tasks_rejected")
        duplicated = registry.counter("tasks_duplicated")
        ends = (loads.map(\.tags) + [[]]).map { TaskEndMeters(registry: registry, tags: $0) }
    }

    private func meters(of task: LedgerTask) -> TaskEndMeters {
        ends[min(Int(truncatingIfNeeded: task.entity >> 48), ends.count - 1)]
    }

    func taskArrived() {
        taskSubmitted()
        submitted.add(1, at: simulation.now)
    }

    func taskAccepted(inFlight level: Int) {
        counts.accepted += 1
        accepted.add(1, at: simulation.now)
        change(to: level)
    }

    func taskRejected() {
        counts.rejected += 1
        rejected.add(1, at: simulation.now)
    }

    func taskDuplicated() {
        counts.duplicated += 1
        duplicated.add(1, at: simulation.now)
    }

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight level: Int) {
        let now = simulation.now
        switch end {
        case .lost: counts.lost += 1
        case .finished(.completed): counts.completed += 1
        case .finished(.failed): counts.failed += 1
        case .finished(.deadLettered): counts.deadLettered += 1
        }
        meters(of: task).record(end, intendedStart: task.intendedStart, at: now)
        if let durations, case .finished = end {
            durations.record(now - task.intendedStart, intendedStart: task.intendedStart)
        }
        tracer.taskEnded(task, TaskTimeline.Outcome(end))
        sojourn += Int128(now - task.acceptedAt)
        change(to: level)
    }

    func contextClosed(_ context: Int32) {
        tracer.contextClosed(context)
    }

    /// Counts a request that asked for a task.
    func taskSubmitted() {
        counts.submitted += 1
    }

    private func change(to newLevel: Int) {
        let now = simulation.now
        area += Int128(level) * Int128(now - lastChange)
        lastChange = now
        level = newLevel
        if newLevel == 0 { emptySince = now }
        inFlight.set(Int64(newLevel), at: now)
    }

    /// Closes the books: what is still open is in flight.
    func close(open: [LedgerTask]) -> [InvariantResult] {
        let now = simulation.now
        change(to: level)
        for task in open {
            tracer.taskEnded(task, .inFlight)
            sojourn += Int128(now - task.acceptedAt)
            meters(of: task).duration.recordCensored(intendedStart: task.intendedStart)
        }
        counts.inFlight = Int64(open.count)
        counts.unanswered = counts.submitted - counts.accepted - counts.rejected
        return [conservation, littlesLaw]
    }

    private var conservation: InvariantResult {
        InvariantResult(
            name: "conservation",
            held: counts.isConserved,
            detail: "accepted \(counts.accepted) = completed \(counts.completed)"
                + " + failed \(counts.failed) + dead-lettered \(counts.deadLettered)"
                + " + lost \(counts.lost) + in flight \(counts.inFlight)"
        )
    }

    private var littlesLaw: InvariantResult {
        InvariantResult(
            name: "littles-law",
            held: area == sojourn,
            detail: "area under the tasks in flight \(area) ns = sum of their times \(sojourn) ns"
        )
    }
}
