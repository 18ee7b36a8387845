package import Infrastructure
private import SimulationKernel

/// The clock of a simulated run, as systems see it.
package final class SimulatedSystemClock: SystemClock {
    private let simulation: Simulation
    private let ledger: TaskLedger

    package init(world: SimulatedWorld) {
        simulation = world.simulation
        ledger = world.ledger
    }

    package var now: Timestamp { Timestamp(nanoseconds: simulation.now) }

    package func sleep(for duration: Duration) async throws(CancellationError) {
        try await simulation.sleep(for: duration.wholeNanoseconds)
    }

    /// The work carries the context of whoever started it.
    package func spawn(_ name: StaticString, _ work: @escaping @Sendable () async -> Void) {
        if simulation.isCancelled { return }
        let context = simulation.context
        let ledger = ledger
        ledger.retain(context)
        simulation.spawn(name, context: context) {
            await work()
            ledger.release(context)
        }
    }
}
