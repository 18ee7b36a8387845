package import Infrastructure
package import SimulationKernel

/// Makes the instruments with which the stand-ins are measured.
///
/// Each is asked for once, when the part that it measures is made; nil costs nothing.
package protocol InfrastructureMeters: Sendable {
    /// For the machine `name`, which serves `capacity` requests at once.
    func resource(_ name: String, capacity: Int?) -> (any ResourceObserver)?

    /// For a queue of the broker.
    func queue(_ name: QueueName) -> (any QueueObserver)?

    /// For a service of the network.
    func service(_ name: ServiceName) -> (any ServiceObserver)?

    /// For a system's own servers.
    func utilization(of resource: String, capacity: Int?) -> any BusyGauge

    /// For a system's own counts.
    func counter(_ metric: String, tags: [(name: String, value: String)]) -> any EventCounter

    /// For a system's own durations.
    func trend(_ metric: String, tags: [(name: String, value: String)]) -> any DurationTrend

    /// For a system's own levels.
    func gauge(_ metric: String, tags: [(name: String, value: String)]) -> any LevelGauge
}

/// Watches a queue.
package protocol QueueObserver: AnyObject, Sendable {
    /// The numbers of messages that are ready, and given out but not settled.
    func queueChanged(ready: Int, unsettled: Int)

    /// A message was handed to a consumer after being ready for `waited` nanoseconds.
    func messageHandedOver(waited: Int64, context: Int32)
}

/// Watches a service.
package protocol ServiceObserver: AnyObject, Sendable {
    /// A request was worked on for `time` nanoseconds, without its wait for a place.
    func requestServed(in time: Int64, context: Int32)
}

/// No measurement at all.
package struct NoMeters: InfrastructureMeters {
    package init() {}

    package func resource(_ name: String, capacity: Int?) -> (any ResourceObserver)? { nil }
    package func queue(_ name: QueueName) -> (any QueueObserver)? { nil }
    package func service(_ name: ServiceName) -> (any ServiceObserver)? { nil }

    package func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        Ignored()
    }

    package func counter(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any EventCounter { Ignored() }

    package func trend(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any DurationTrend { Ignored() }

    package func gauge(
        _ metric: String,
        tags: [(name: String, value: String)]
    ) -> any LevelGauge { Ignored() }

    private final class Ignored: BusyGauge, EventCounter, DurationTrend, LevelGauge {
        func add(_ change: Int) {}
        func record(_ duration: Duration) {}
        func set(_ level: Int) {}
    }
}
