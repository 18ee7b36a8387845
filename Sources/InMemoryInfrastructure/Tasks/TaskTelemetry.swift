package import Infrastructure
private import SimulationKernel

/// The telemetry of a simulated run: what systems tell goes to the ledger, by the present context.
package final class TaskTelemetry: Telemetry {
    private let ledger: TaskLedger
    private let simulation: Simulation
    private let meters: any InfrastructureMeters

    package init(world: SimulatedWorld) {
        ledger = world.ledger
        simulation = world.simulation
        meters = world.meters
    }

    package func taskAccepted(_ identifier: String) {
        ledger.accept(simulation.context)
    }

    package func taskRejected() {
        ledger.reject()
    }

    package func taskBegan() {
        ledger.begin(simulation.context)
    }

    package func taskFinished(_ outcome: TaskOutcome) {
        ledger.finish(simulation.context, outcome)
    }

    package func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        meters.utilization(of: resource, capacity: capacity)
    }
}
