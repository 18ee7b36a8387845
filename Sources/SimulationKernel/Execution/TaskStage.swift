/// The actor that the bodies of tasks start in, so that they stay on the simulation's executor.
///
/// Asynchronous functions stay with their caller (`NonisolatedNonsendingByDefault`): what begins
/// here runs here until it calls another actor of the same simulation, which costs no hop.
actor TaskStage {
    // The simulation keeps its pool, and the pool its stage.
    private nonisolated unowned(unsafe) let simulation: Simulation
    private nonisolated unowned(unsafe) let pool: TaskPool
    private var launched = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe simulation.asUnownedSerialExecutor()
    }

    init(simulation: Simulation, pool: TaskPool) {
        unsafe self.simulation = simulation
        unsafe self.pool = pool
    }

    /// Makes the Swift task that runs `task`, and those that use it after.
    func launch(_ task: SimulatedTask) -> Task<Void, Never> {
        Task {
            launched += 1
            await run(task)
        }
    }

    private func run(_ task: SimulatedTask) async {
        while let body = task.body {
            await body()
            unsafe pool.finish(task)
            if unsafe task.isUsedUp || pool.isClosing { return }
            if unsafe !pool.goOn(task) { await unsafe pool.rest(task) }
        }
    }
}
