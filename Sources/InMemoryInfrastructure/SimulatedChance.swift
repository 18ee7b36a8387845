import Infrastructure
package import SimulationKernel

/// The luck of a simulated run: every outcome has a probability and a stream of its own.
package final class SimulatedChance: Chance {
    private let outcomes: [(name: String, probability: Probability, stream: RandomStream)]
    private let simulation: Simulation
    private let ledger: TaskLedger

    /// `scope` names the component, so that two may have outcomes of the same name.
    package init(
        _ scope: String,
        outcomes: [(name: String, probability: Probability)],
        world: SimulatedWorld
    ) {
        simulation = world.simulation
        ledger = world.ledger
        self.outcomes = outcomes.map { outcome in
            let stream = world.simulation.random.stream("\(scope).\(outcome.name)")
            return (outcome.name, outcome.probability, stream)
        }
    }

    /// An outcome that the run gives no probability does not happen.
    package func happens(_ outcome: String) -> Bool {
        for candidate in outcomes where candidate.name == outcome {
            guard !candidate.probability.isZero else { return false }
            let (entity, n) = ledger.attempt(of: simulation.context)
            return candidate.stream.happens(candidate.probability, entity: entity, n: n)
        }
        return false
    }
}
