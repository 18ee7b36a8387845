package import Infrastructure
import SimulationKernel

/// The stand-in for Redis: an actor in front of the store's state and the machine that carries
/// out its commands.
///
/// The methods run where their caller does, which is on the simulation, and what they share is in
/// the core: hopping to the actor and back took a tenth of a command. What is always inlined is a
/// part of the method that the protocol calls, which spares a frame of its own.
package actor InMemoryKeyValueStore: KeyValueStore {
    private nonisolated let core: StoreCore

    /// The database that the methods work on.
    private nonisolated let number: Int

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    /// `number` tells the machines of a run apart in its fingerprint.
    package init(
        _ machine: MachineSettings,
        _ settings: StoreSettings = StoreSettings(),
        number: Int32,
        world: SimulatedWorld
    ) {
        core = StoreCore(machine, settings, number: number, world: world)
        self.number = 0
    }

    private init(_ core: StoreCore, database number: Int) {
        self.core = core
        self.number = number
    }

    package nonisolated func database(_ number: Int) -> any KeyValueStore {
        precondition(0..<StoreState.databaseCount ~= number, "Redis has databases 0 to 15.")
        return InMemoryKeyValueStore(core, database: number)
    }

    package nonisolated func connect(
        subscriber: (any StoreSubscriber)?
    ) async throws(KeyValueStoreError) -> any StoreConnection {
        let group = core.simulation.group
        let connection = core.openConnection(subscriber, database: number, group: group)
        return InMemoryStoreConnection(connection, core: core)
    }

    /// Ends the connections of a process that has crashed.
    nonisolated func breakConnections(of group: Int32) {
        core.breakConnections(of: group)
    }

    @inline(__always)
    package nonisolated func get(_ key: String) async throws(KeyValueStoreError) -> Payload? {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return try unsafe core.state.get(key)
    }

    @inline(__always)
    package nonisolated func get(
        _ keys: [String]
    ) async throws(KeyValueStoreError) -> [Payload?] {
        guard !keys.isEmpty else { return [] }
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return keys.map { key in
            // A key of another type counts as none.
            do { return try unsafe core.state.get(key) } catch { return nil }
        }
    }

    @inline(__always)
    package nonisolated func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        condition: SetCondition
    ) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: true)
        if let timeToLive, timeToLive <= .zero { throw .invalidExpireTime }
        let now = unsafe core.state.now
        let expiry = timeToLive.map { now.adding($0) }
        let isSet = unsafe core.state.set(key, to: value, expiry: expiry, condition: condition)
        core.settle()
        return isSet
    }

    @inline(__always)
    package nonisolated func set(
        _ key: String,
        to value: Payload,
        timeToLive: Duration?,
        ifEqualTo old: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: true)
        if let timeToLive, timeToLive <= .zero { throw .invalidExpireTime }
        guard let present = try unsafe core.state.get(key), present == old else { return false }
        let now = unsafe core.state.now
        let expiry = timeToLive.map { now.adding($0) }
        let isSet = unsafe core.state.set(key, to: value, expiry: expiry)
        core.settle()
        return isSet
    }

    package nonisolated func delete(_ key: String) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return unsafe core.state.remove(key)
    }

    @inline(__always)
    package nonisolated func delete(
        _ key: String,
        ifEqualTo value: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        guard let present = try unsafe core.state.get(key), present == value else { return false }
        return unsafe core.state.remove(key)
    }

    package nonisolated func exists(_ key: String) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return unsafe core.state.peek(key) != nil
    }

    @inline(__always)
    package nonisolated func increment(
        _ key: String,
        by amount: Int64
    ) async throws(KeyValueStoreError) -> Int64 {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: true)
        return try unsafe core.state.increment(key, by: amount)
    }

    @inline(__always)
    package nonisolated func expire(
        _ key: String,
        in timeToLive: Duration
    ) async throws(KeyValueStoreError) -> Bool {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return unsafe core.state.expire(key, at: core.state.now.adding(timeToLive))
    }

    package nonisolated func timeToLive(of key: String) async throws(KeyValueStoreError)
        -> TimeToLive
    {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        try unsafe core.state.begin(at: core.simulation.now, on: number, isGrowing: false)
        return unsafe core.state.timeToLive(of: key)
    }

    package nonisolated func perform(_ command: [Payload]) async throws(KeyValueStoreError)
        -> StoreReply
    {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        let call = StoreCall(command)
        let flags = call.flags
        if flags.contains(.session) { return .error(KeyValueStoreError.needsConnection.text) }
        guard flags.contains(.waiting) else {
            guard case .reply(let reply) = core.execute(call, on: number) else { return .null }
            return reply
        }
        let connection = core.openConnection(nil, database: number)
        defer { core.closeConnection(connection) }
        switch core.execute(call, on: connection) {
        case .reply(let reply): return reply
        case .waiting(let deadline):
            let wait = try core.beginWaiting(on: connection, until: deadline)
            guard await core.simulation.park() != .cancelled else { throw .cancelled }
            return wait.reply
        }
    }
}

extension Int64 {
    /// The instant (ms) that a time to live ends at, of which every begun millisecond counts.
    fileprivate func adding(_ duration: Duration) -> Int64 {
        let nanoseconds = duration.wholeNanoseconds
        let (milliseconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return addingSaturating(rest > 0 ? milliseconds + 1 : milliseconds)
    }
}

extension StoreState {
    /// What is left of a key's life, in whole milliseconds.
    fileprivate mutating func timeToLive(of key: String) -> TimeToLive {
        guard let place = peek(key) else { return .noKey }
        guard let expiry = expiry(at: place) else { return .forever }
        return .left(.milliseconds(expiry - now))
    }
}

extension KeyValueStoreError {
    static let closed = KeyValueStoreError("the connection is closed")
    static let needsConnection = KeyValueStoreError(
        "ERR this command needs a connection of its own"
    )
}

extension StoreCall {
    /// What is special about the command, if there is such a one.
    fileprivate var flags: StoreCommand.Flags {
        guard count > 0, let command = CommandTable.command(self[0]) else { return [] }
        guard command.flags.contains(.container), count > 1 else { return command.flags }
        return CommandTable.command("\(command.name)|\(self[1])")?.flags ?? []
    }
}
