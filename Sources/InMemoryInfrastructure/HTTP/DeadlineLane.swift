import SimulationKernel

/// The deadlines of all calls with the same time-out, in the order in which they were made.
///
/// Equal time-outs expire in the order in which they began, so one event for the first open call
/// stands for all of them, and a call that ends in time costs no event. A response at the very
/// instant of the deadline comes too late, whichever of the two was scheduled first.
final class DeadlineLane: EventHandler, @unchecked Sendable {
    let timeout: Int64
    /// The network keeps its lanes.
    private unowned(unsafe) let network: Network
    private let simulation: Simulation
    /// Each use is over at once, and checking it would take longer.
    @exclusivity(unchecked) private var deadlines = Deque<Deadline>()
    private var isArmed = false

    private struct Deadline {
        var time: Int64
        var slot: Int
        var generation: UInt32
    }

    init(timeout: Int64, network: Network, simulation: Simulation) {
        self.timeout = timeout
        unsafe self.network = network
        self.simulation = simulation
    }

    func add(slot: Int, generation: UInt32) {
        dropClosed()
        let (time, overflow) = simulation.now.addingReportingOverflow(timeout)
        guard !overflow else { return }
        unsafe deadlines.append(Deadline(time: time, slot: slot, generation: generation))
        arm()
    }

    func handle(code: Int32, argument: Int) {
        isArmed = false
        dropClosed()
        if let first = unsafe deadlines.first, first.time <= simulation.now {
            unsafe deadlines.removeFirst()
            unsafe network.expire(first.slot)
        }
        dropClosed()
        arm()
    }

    private func arm() {
        guard !isArmed, let first = unsafe deadlines.first else { return }
        isArmed = true
        simulation.schedule(
            at: max(first.time, simulation.now),
            urgent: true,
            self,
            code: EventCode.requestExpired,
            argument: first.slot
        )
    }

    private func dropClosed() {
        while let first = unsafe deadlines.first,
            unsafe !network.isOpen(first.slot, generation: first.generation)
        {
            unsafe deadlines.removeFirst()
        }
    }
}
