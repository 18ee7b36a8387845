import InMemoryInfrastructure
import Measurement
import SimulationKernel

/// Lets the faults of a scenario strike, and heals them.
///
/// A strike is an event of its own, before all others of its instant. A target that several faults
/// hold down comes back when the last of them is over.
final class FaultDriver: EventHandler, @unchecked Sendable {
    private enum Code {
        static let strike: Int32 = 0x400
        static let heal: Int32 = 0x401
        static let healAll: Int32 = 0x402
    }

    /// What has struck, in the order of time.
    private(set) var records: [FaultRecord] = []

    /// The faults that waited for an event until load was over.
    private(set) var idle: [Int] = []

    /// True when load is over, and all faults with it.
    private(set) var isOver = false

    private let faults: [Fault]
    private let loadEnd: Int64
    private let simulation: Simulation
    private let supervisor: SimulatedSupervisor
    private var plan: FaultPlan

    /// The faults that hold targets down, with the places of their records.
    private var present: [(fault: Int, record: Int)] = []

    init(_ scenario: Scenario, supervisor: SimulatedSupervisor, simulation: Simulation) {
        faults = scenario.faults
        loadEnd = scenario.loadEnd
        self.supervisor = supervisor
        self.simulation = simulation
        plan = FaultPlan(faults, end: loadEnd)
    }

    /// Schedules what strikes at an instant, and the end of all faults.
    func start() {
        for (fault, instant) in plan.timed {
            // At the very start the processes come first, else there is nothing to crash.
            schedule(Code.strike, fault, at: instant, urgent: instant > 0)
        }
        schedule(Code.healAll, 0, at: loadEnd)
    }

    /// Counts an event; a fault that waits for it strikes as soon as the event is over.
    func note(_ event: FaultEvent) {
        for fault in plan.note(event) { schedule(Code.strike, fault, at: simulation.now) }
    }

    func handle(code: Int32, argument: Int) {
        switch code {
        case Code.strike: strike(argument)
        case Code.heal: heal { $0 == argument }
        default:
            isOver = true
            idle = plan.end()
            heal { _ in true }
        }
    }

    private func schedule(
        _ code: Int32,
        _ argument: Int,
        at instant: Int64,
        urgent: Bool = true
    ) {
        simulation.schedule(
            at: max(instant, simulation.now),
            urgent: urgent,
            self,
            code: code,
            argument: argument
        )
    }

    private func strike(_ number: Int) {
        let fault = faults[number]
        let now = simulation.now
        let isDown = present.contains { faults[$0.fault].target == fault.target }
        let returned = isDown ? 0 : supervisor.crash(fault.target)
        present.append((number, records.count))
        records.append(
            FaultRecord(
                at: now,
                kind: fault.kind.rawValue,
                target: fault.target,
                returnedMessages: returned
            )
        )
        guard let duration = fault.duration else { return }
        let end = now.addingSaturating(duration)
        if end < loadEnd { schedule(Code.heal, number, at: end) }
    }

    /// Ends faults; a target that none of them holds down any more starts again.
    private func heal(_ isOver: (_ fault: Int) -> Bool) {
        let over = present.filter { isOver($0.fault) }
        present.removeAll { isOver($0.fault) }
        var restarted: [String] = []
        for (number, record) in over {
            let target = faults[number].target
            records[record].until = simulation.now
            guard !restarted.contains(target),
                !present.contains(where: { faults[$0.fault].target == target })
            else { continue }
            restarted.append(target)
            supervisor.restart(target)
        }
    }
}
