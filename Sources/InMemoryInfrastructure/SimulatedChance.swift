import Infrastructure
package import SimulationKernel

/// The luck of a simulated run: every outcome has a probability and a stream of its own.
package final class SimulatedChance: Chance {
    private let outcomes: [(name: String, probability: Probability, stream: RandomStream)]
    private let durations: [(name: String, law: Distribution, stream: RandomStream)]
    private let simulation: Simulation
    private let ledger: TaskLedger

    /// `scope` names the component, so that two may have outcomes of the same name.
    package init(
        _ scope: String,
        outcomes: [(name: String, probability: Probability)],
        durations: [(name: String, law: Distribution)] = [],
        world: SimulatedWorld
    ) {
        simulation = world.simulation
        ledger = world.ledger
        self.outcomes = outcomes.map { outcome in
            let stream = world.simulation.random.stream("\(scope).\(outcome.name)")
            return (outcome.name, outcome.probability, stream)
        }
        self.durations = durations.map { duration in
            let stream = world.simulation.random.stream("\(scope).\(duration.name)")
            return (duration.name, duration.law, stream)
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

    package func happens(_ outcome: String, attempt: Int) -> Bool {
        for candidate in outcomes where candidate.name == outcome {
            guard !candidate.probability.isZero else { return false }
            let (entity, n) = ledger.attempt(attempt, of: simulation.context)
            return candidate.stream.happens(candidate.probability, entity: entity, n: n)
        }
        return false
    }

    package func duration(_ name: String, attempt: Int) -> Duration {
        for candidate in durations where candidate.name == name {
            if case .constant(let time) = candidate.law { return .nanoseconds(time) }
            let (entity, n) = ledger.attempt(attempt, of: simulation.context)
            return .nanoseconds(candidate.law.sample(candidate.stream, entity: entity, n: n))
        }
        return .zero
    }

    package func happens(_ outcome: String, entity: UInt64, n: UInt64) -> Bool {
        for candidate in outcomes where candidate.name == outcome {
            guard !candidate.probability.isZero else { return false }
            return candidate.stream.happens(candidate.probability, entity: entity, n: n)
        }
        return false
    }

    package func duration(_ name: String, entity: UInt64, n: UInt64) -> Duration {
        for candidate in durations where candidate.name == name {
            return .nanoseconds(candidate.law.sample(candidate.stream, entity: entity, n: n))
        }
        return .zero
    }
}
