import Infrastructure
private import SimulationKernel

/// Identifiers drawn from the seed: the same task gets the same one in every run.
package final class SimulatedIdentifiers: IdentifierGenerator {
    private let stream: RandomStream
    private let simulation: Simulation
    private let ledger: TaskLedger

    package init(world: SimulatedWorld) {
        stream = world.simulation.random.stream("identifiers")
        simulation = world.simulation
        ledger = world.ledger
    }

    package func uuid() -> String {
        let (entity, n) = ledger.draw(for: simulation.context)
        return stream.uuid(entity: entity, n: n)
    }
}
