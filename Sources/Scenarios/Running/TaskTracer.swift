import InMemoryInfrastructure
import Infrastructure
import Measurement
import SimulationKernel

/// Follows tasks from place to place, and keeps the way of those that took longest.
///
/// What is kept about a task goes with its context, so that memory does not grow with the run.
final class TaskTracer: @unchecked Sendable {
    /// The number of a place that tasks go through.
    struct Place {
        fileprivate let number: Int32
    }

    /// How many of the slowest tasks are kept.
    static let slowestCount = 5

    /// A step of a task, and the slot of the step before it.
    private struct Row {
        let place: Int32
        let previous: Int32
        let start: Int64
        let end: Int64
    }

    /// Tasks of the measured part, the slowest first; of two alike the one that ended first.
    private(set) var slowest: [TaskTimeline] = []

    /// What the fastest of the slowest took, once there are enough.
    private var bar: Int64 = -1
    private var places: [(kind: TaskTimeline.Step.Kind, name: String)] = []
    private let rows = SlotTable<Row>()

    /// The slot of the last step of each context, or -1.
    private let lastSteps = SlotTable<Int32>()
    private let simulation: Simulation
    private let loads: [String]
    private let window: MeasurementWindow
    private let sink: (any TaskSink)?

    /// `loads` are the names of the loads by their numbers.
    init(
        simulation: Simulation,
        loads: [String],
        window: MeasurementWindow,
        sink: (any TaskSink)?
    ) {
        self.simulation = simulation
        self.loads = loads
        self.window = window
        self.sink = sink
    }

    /// Makes a place known, or finds it again.
    func place(_ kind: TaskTimeline.Step.Kind, _ name: String) -> Place {
        let known = places.firstIndex { $0.kind == kind && $0.name == name }
        if known == nil { places.append((kind, name)) }
        return Place(number: Int32(known ?? places.count - 1))
    }

    /// Notes that a context has been at a place for `duration` nanoseconds, until now.
    func step(at place: Place, lasting duration: Int64, context: Int32) {
        guard duration > 0, context > 0 else { return }
        while lastSteps.count <= Int(context) { _ = lastSteps.append(-1) }
        let now = simulation.now
        let row = Row(
            place: place.number,
            previous: lastSteps[Int(context)],
            start: now &- duration,
            end: now
        )
        lastSteps[Int(context)] = Int32(truncatingIfNeeded: rows.insert(row))
    }

    /// Shows an accepted task to whom it concerns.
    func taskEnded(_ task: LedgerTask, _ outcome: TaskTimeline.Outcome) {
        let duration = simulation.now - task.intendedStart
        let isSlow = outcome.isFinal && duration > bar && window.contains(task.intendedStart)
        guard isSlow || sink != nil else { return }
        let timeline = timeline(of: task, outcome)
        sink?.taskEnded(timeline)
        if isSlow { keep(timeline) }
    }

    /// Forgets what is known about a context.
    func contextClosed(_ context: Int32) {
        guard lastSteps.count > Int(context) else { return }
        var slot = lastSteps[Int(context)]
        guard slot >= 0 else { return }
        lastSteps[Int(context)] = -1
        while slot >= 0 {
            rows.free(Int(slot))
            slot = rows[Int(slot)].previous
        }
    }

    private func keep(_ timeline: TaskTimeline) {
        let place = slowest.firstIndex { $0.duration < timeline.duration } ?? slowest.count
        slowest.insert(timeline, at: place)
        if slowest.count > Self.slowestCount { slowest.removeLast() }
        if slowest.count == Self.slowestCount { bar = slowest[slowest.count - 1].duration }
    }

    private func timeline(
        of task: LedgerTask,
        _ outcome: TaskTimeline.Outcome
    ) -> TaskTimeline {
        TaskTimeline(
            task: name(of: task),
            outcome: outcome,
            intendedStart: task.intendedStart,
            acceptedAt: task.acceptedAt,
            endedAt: simulation.now,
            steps: steps(of: task.context)
        )
    }

    private func name(of task: LedgerTask) -> String {
        let load = Int(task.entity >> 48)
        let name = loads.indices.contains(load) ? loads[load] : String(load)
        let iteration = task.entity & (1 << 48 - 1)
        return "\(name)/\(iteration)" + (task.request > 0 ? ".\(task.request + 1)" : "")
    }

    private func steps(of context: Int32) -> [TaskTimeline.Step] {
        guard lastSteps.count > Int(context) else { return [] }
        var steps: [TaskTimeline.Step] = []
        var slot = lastSteps[Int(context)]
        while slot >= 0 {
            let row = rows[Int(slot)]
            let (kind, name) = places[Int(row.place)]
            steps.append(
                TaskTimeline.Step(kind: kind, name: name, start: row.start, end: row.end)
            )
            slot = row.previous
        }
        return inOrder(steps.reversed())
    }

    /// By start, the longer of two first, else a service before the machine that it waits for.
    private func inOrder(_ steps: [TaskTimeline.Step]) -> [TaskTimeline.Step] {
        // Their places settle the rest, since the library's sorting need not keep them.
        let order = steps.indices.sorted { first, second in
            let (one, other) = (steps[first], steps[second])
            if one.start != other.start { return one.start < other.start }
            if one.end != other.end { return one.end > other.end }
            if one.kind != other.kind { return other.kind == .machine }
            return first < second
        }
        var sorted: [TaskTimeline.Step] = []
        for step in order.map({ steps[$0] }) {
            // A service that nobody had to wait for is its own machine.
            if step.kind == .machine, let last = sorted.last, last.name == step.name,
                last.start == step.start, last.end == step.end
            {
                continue
            }
            sorted.append(step)
        }
        return sorted
    }
}

extension TaskTimeline.Outcome {
    init(_ end: TaskEnd) {
        self =
            switch end {
            case .lost: .lost
            case .finished(.completed): .completed
            case .finished(.failed): .failed
            case .finished(.deadLettered): .deadLettered
            }
    }
}
