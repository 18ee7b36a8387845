import InMemoryInfrastructure
import SimulationKernel

/// A simulation that is driven from outside, a step of a recording at a time.
final class ReplayStage {
    private let simulation = Simulation(seed: 1)
    let world: SimulatedWorld

    /// How long a call that waits may take, far beyond anything recorded.
    private static let longestWait: Int64 = 100_000_000_000_000

    init() {
        world = SimulatedWorld(simulation: simulation)
    }

    /// Carries out a step and lets everything happen that it causes at this instant.
    func perform(_ work: @escaping @Sendable () async -> Void) {
        simulation.spawn("replay", work)
        settle()
    }

    /// Lets everything happen that is due now.
    func settle() {
        while simulation.step(notAfter: simulation.now) {}
    }

    /// Lets time pass, with all that is due meanwhile.
    func advance(_ milliseconds: Int64) {
        let end = simulation.now.addingSaturating(milliseconds * 1_000_000)
        // Something has to be due at the end for the clock to get there.
        simulation.spawn("clock", after: end - simulation.now) {}
        while simulation.step(notAfter: end) {}
    }

    /// Lets time pass until something is so, for as long as anything happens.
    func wait(until isDone: () -> Bool) {
        let end = simulation.now.addingSaturating(Self.longestWait)
        while !isDone(), simulation.step(notAfter: end) {}
        settle()
    }
}
