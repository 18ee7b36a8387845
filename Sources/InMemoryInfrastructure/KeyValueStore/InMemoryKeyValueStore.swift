package import Infrastructure
import SimulationKernel

/// The stand-in for Redis: an actor in front of a keyspace and the machine that carries out its
/// commands.
package actor InMemoryKeyValueStore: KeyValueStore {
    private nonisolated let machine: Machine
    private nonisolated let simulation: Simulation
    /// A value, whose methods call nothing that could come back here.
    @exclusivity(unchecked) private var keyspace = Keyspace()

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe simulation.asUnownedSerialExecutor()
    }

    /// `number` tells the machines of a run apart in its fingerprint.
    package init(_ settings: MachineSettings, number: Int32, world: SimulatedWorld) {
        machine = Machine("store", settings, number: number, world: world)
        simulation = world.simulation
    }

    package func get(_ key: String) async throws(KeyValueStoreError) -> Payload? {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        return unsafe keyspace.get(key, at: simulation.now)
    }

    package func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        condition: SetCondition
    ) async throws(KeyValueStoreError) -> Bool {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        if let timeToLive, timeToLive <= .zero { throw .invalidExpireTime }
        let expiry = timeToLive.map { simulation.now.addingSaturating($0.wholeNanoseconds) }
        return unsafe keyspace.set(
            key,
            to: value,
            expiresAt: expiry,
            condition: condition,
            at: simulation.now
        )
    }

    package func delete(_ key: String) async throws(KeyValueStoreError) -> Bool {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        return unsafe keyspace.delete(key, at: simulation.now)
    }

    package func exists(_ key: String) async throws(KeyValueStoreError) -> Bool {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        return unsafe keyspace.get(key, at: simulation.now) != nil
    }

    package func increment(
        _ key: String,
        by amount: Int64
    ) async throws(KeyValueStoreError) -> Int64 {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        return try unsafe keyspace.increment(key, by: amount, at: simulation.now)
    }

    package func expire(
        _ key: String,
        in timeToLive: Duration
    ) async throws(KeyValueStoreError) -> Bool {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        let expiry = simulation.now.addingSaturating(timeToLive.wholeNanoseconds)
        return unsafe keyspace.expire(key, expiresAt: expiry, at: simulation.now)
    }

    package func timeToLive(of key: String) async throws(KeyValueStoreError) -> TimeToLive {
        if try begin(), await simulation.park() != .resumed { throw .cancelled }
        guard let expiry = unsafe keyspace.expiry(of: key, at: simulation.now) else {
            return .noKey
        }
        guard let expiry else { return .forever }
        return .left(.nanoseconds(expiry - simulation.now))
    }

    /// Has the store's machine carry out one command; true when that takes time.
    ///
    /// The caller then parks. This is no asynchronous function of its own, since a task that waits
    /// keeps the memory of every one that it is in.
    private func begin() throws(KeyValueStoreError) -> Bool {
        do { return try machine.begin() } catch { throw .cancelled }
    }
}
