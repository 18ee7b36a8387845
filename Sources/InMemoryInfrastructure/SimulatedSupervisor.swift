import Infrastructure
import SimulationKernel

/// Runs the processes of a simulated run, and lets them crash and come back.
package final class SimulatedSupervisor: Supervisor, @unchecked Sendable {
    private struct Program {
        let name: String
        let main: @Sendable () async -> Void
    }

    private let simulation: Simulation
    private let broker: InMemoryBroker
    private let store: InMemoryKeyValueStore
    private let network: Network

    /// In the order of their first start; the group of a process is its place here, from 1.
    private var programs: [Program] = []

    package init(
        broker: InMemoryBroker,
        store: InMemoryKeyValueStore,
        network: Network,
        world: SimulatedWorld
    ) {
        simulation = world.simulation
        self.broker = broker
        self.store = store
        self.network = network
    }

    package func run(_ name: String, _ main: @escaping @Sendable () async -> Void) async {
        programs.append(Program(name: name, main: main))
        await simulation.within(Int32(programs.count), main)
    }

    /// Ends a process where it is; returns how many messages went back to their queues.
    ///
    /// Its handlers stop and have no effect any more, its connections close, and the calls that
    /// are open at its services fail. For events that wake no task of their own.
    package func crash(_ name: String) -> Int {
        guard let group = group(of: name) else { return 0 }
        // The messages come first: a task that goes back to its queue is carried on.
        let returned = broker.breakConnections(of: group)
        store.breakConnections(of: group)
        simulation.cancelTasks(of: group)
        network.takeDown(group)
        return returned
    }

    /// Starts a process that has crashed again.
    package func restart(_ name: String) {
        guard let group = group(of: name) else { return }
        simulation.spawn("restart", context: 0, group: group, programs[Int(group) - 1].main)
    }

    private func group(of name: String) -> Int32? {
        programs.firstIndex { $0.name == name }.map { Int32($0 + 1) }
    }
}
