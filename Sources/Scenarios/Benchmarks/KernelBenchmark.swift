import SimulationKernel

/// How many events a second the calendar takes.
enum KernelBenchmark {
    /// Timers that set themselves anew, at distances that differ.
    private final class Timers: EventHandler, @unchecked Sendable {
        private let simulation: Simulation
        private var remaining: Int

        init(_ simulation: Simulation, count: Int) {
            self.simulation = simulation
            remaining = count
        }

        func handle(code: Int32, argument: Int) {
            guard remaining > 0 else { return }
            remaining -= 1
            let distance = Int64(argument & 0xFF) * 1_000 + 1
            simulation.schedule(after: distance, self, code: code, argument: argument &* 5 &+ 1)
        }
    }

    static let events = Benchmark("kernel.events", "events/s") { measure in
        let simulation = Simulation(seed: 1)
        let timers = Timers(simulation, count: 5_000_000)
        for number in 0..<10_000 {
            simulation.schedule(after: Int64(number), timers, code: 1, argument: number)
        }
        measure { _ = simulation.run() }
        return Double(simulation.eventCount)
    }
}
