package import Infrastructure
import SimulationKernel

/// The stand-in for RabbitMQ: an actor in front of the broker's state and machine.
package actor InMemoryBroker: MessageBroker {
    private nonisolated let core: BrokerCore

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    /// `number` tells the machines of a run apart in its fingerprint.
    package init(_ settings: MachineSettings, number: Int32, world: SimulatedWorld) {
        core = BrokerCore(settings, number: number, world: world)
    }

    package func connect(_ name: String) async throws(BrokerError) -> any BrokerConnection {
        if core.simulation.isCancelled { throw .cancelled }
        return InMemoryConnection(number: core.openConnection(), core: core)
    }

    /// Closes the connections of a process that has crashed.
    ///
    /// Returns how many messages it had not settled, which went back to their queues.
    nonisolated func breakConnections(of group: Int32) -> Int {
        core.breakConnections(of: group)
    }
}

/// A connection to the in-memory broker.
actor InMemoryConnection: BrokerConnection {
    private nonisolated let number: Int
    private nonisolated let core: BrokerCore

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    init(number: Int, core: BrokerCore) {
        self.number = number
        self.core = core
    }

    func openChannel(_ name: String) async throws(BrokerError) -> any BrokerChannel {
        try core.openChannel(name, on: number)
    }

    func close() async {
        core.closeConnection(number)
    }
}
