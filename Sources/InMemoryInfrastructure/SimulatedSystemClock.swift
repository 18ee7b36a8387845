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

    package func withTimeout<Value>(
        _ duration: Duration,
        _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await simulation.withTimeout(duration.wholeNanoseconds, work)
        } catch is TimeoutError {
            throw TimedOut()
        }
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

    package func suspend() -> any SuspendedTask {
        SimulatedSuspendedTask(simulation: simulation, ledger: ledger)
    }
}

/// A context that is held for a task that nobody works on.
private final class SimulatedSuspendedTask: SuspendedTask, @unchecked Sendable {
    private let simulation: Simulation
    private let ledger: TaskLedger

    /// Nil when it was let go of.
    private var context: Int32?

    /// The process that suspended it.
    private let home: Int32

    /// What a process that has crashed writes down is written nowhere.
    init(simulation: Simulation, ledger: TaskLedger) {
        self.simulation = simulation
        self.ledger = ledger
        home = simulation.group
        guard !simulation.isCancelled else { return }
        context = simulation.context
        ledger.retain(simulation.context)
    }

    func resume(_ name: StaticString, _ work: @escaping @Sendable () async -> Void) {
        resume(name, in: simulation.group, work)
    }

    func resumeAtHome(_ name: StaticString, _ work: @escaping @Sendable () async -> Void) {
        resume(name, in: home, work)
    }

    private func resume(
        _ name: StaticString,
        in group: Int32,
        _ work: @escaping @Sendable () async -> Void
    ) {
        if simulation.isCancelled { return }
        guard let context = context.take() else {
            preconditionFailure("a suspended task goes on once")
        }
        let ledger = ledger
        simulation.spawn(name, context: context, group: group) {
            await work()
            ledger.release(context)
        }
    }

    func finish(_ outcome: TaskOutcome) {
        if simulation.isCancelled { return }
        guard let context = context.take() else { return }
        ledger.finish(context, outcome)
        ledger.release(context)
    }

    func drop() {
        if simulation.isCancelled { return }
        if let context = context.take() { ledger.release(context) }
    }
}
