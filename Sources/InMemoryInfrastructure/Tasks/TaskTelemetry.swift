package import Infrastructure
private import SimulationKernel

/// The telemetry of a simulated run: what systems tell goes to the ledger, by the present context.
///
/// What a cancelled task tells is not heard: its process is gone.
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
        if simulation.isCancelled { return }
        ledger.accept(simulation.context)
    }

    package func taskRejected() {
        if simulation.isCancelled { return }
        ledger.reject()
    }

    package func taskBegan() {
        if simulation.isCancelled { return }
        ledger.begin(simulation.context)
    }

    package func taskFinished(_ outcome: TaskOutcome) {
        if simulation.isCancelled { return }
        ledger.finish(simulation.context, outcome)
    }

    package func taskLost() {
        if simulation.isCancelled { return }
        ledger.lose(simulation.context)
    }

    package func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        meters.utilization(of: resource, capacity: capacity)
    }

    package func counter(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any EventCounter {
        meters.counter(metric, tags: tags)
    }

    package func trend(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any DurationTrend {
        meters.trend(metric, tags: tags)
    }

    package func gauge(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any LevelGauge {
        meters.gauge(metric, tags: tags)
    }
}
