import Infrastructure

/// The store as a value: databases, connections, watches, subscriptions, memory.
///
/// It knows no clock: the instant comes in with every command, in nanoseconds since the start of
/// the run. What a command does to other connections goes out as `effects`.
///
/// How a command works with a key: `find(key, as: .hash)` gives its place, or nil when it is not
/// there, and throws when it is of another type; `findOrCreate` makes it; `self[place].hash` is the
/// collection, to be changed in place; `changed(place)` ends an effective change (and only such a
/// one), which removes a collection that is empty now. Places are good until a key is removed.
struct StoreState {
    static let databaseCount = 16

    let settings: StoreSettings
    var databases = [Keyspace](repeating: Keyspace(), count: databaseCount)

    /// The first are those of the typed methods, one for each database under its number.
    var connections = (0..<databaseCount).map { ConnectionState(database: $0) }
    var freeConnections: [Int] = []

    /// The database that the running command works on.
    var selected = 0

    /// The connection that the running command came from.
    var client = 0

    /// True while the commands of a transaction run, which never wait.
    var isInTransaction = false

    /// Set by a command that has to wait for one of its keys.
    var waiting: (call: WaitingCall, until: Int64?)?

    /// The present, in milliseconds since 1970.
    private(set) var now = Timestamp.epochSecondsAtStart * 1000

    /// The present, in nanoseconds since the start of the run.
    private(set) var instant: Int64 = 0

    /// What the commands since the last look did to other connections, in order.
    var effects: [StoreEffect] = []

    var watchers = [DenseTable<[Int]>](repeating: DenseTable(), count: databaseCount)
    var waiters = [DenseTable<[Int]>](repeating: DenseTable(), count: databaseCount)
    var readyKeys: [(database: Int, key: String)] = []

    /// The number of keys that somebody watches or waits for.
    var listenerCount = 0

    var channels = DenseTable<[Int]>()
    var patterns = DenseTable<[Int]>()

    /// The bytes of all keys by the memory model; only kept where there is a limit.
    var usedMemory = 0
    var evictionPool: [EvictionCandidate] = []
    var chance = ChanceStream()

    init(_ settings: StoreSettings = StoreSettings()) {
        self.settings = settings
    }

    /// Prepares for a command at an instant, from a connection.
    mutating func begin(at instant: Int64, on connection: Int = 0) {
        client = connection
        let isTyped = connection < Self.databaseCount
        selected = isTyped ? connection : connections[connection].database
        guard instant != self.instant else { return }
        self.instant = instant
        now = Timestamp.epochSecondsAtStart * 1000 + instant / 1_000_000
        if settings.removesExpiredKeys { removeExpired() }
    }

    /// Prepares for a typed method; one that needs memory fails when there is none.
    mutating func begin(
        at instant: Int64,
        on database: Int,
        isGrowing: Bool
    ) throws(KeyValueStoreError) {
        begin(at: instant, on: database)
        if settings.memoryLimit != nil, !makeRoom(), isGrowing { throw .outOfMemory }
    }

    /// True when somebody else is to hear of what a command did.
    var hasEffects: Bool { !effects.isEmpty || !readyKeys.isEmpty }

    /// Serves those who waited, and hands out what is to be told to whom.
    mutating func takeEffects() -> [StoreEffect] {
        serveWaiting()
        let taken = effects
        effects = []
        return taken
    }

    /// What the key at a place of the selected database holds.
    subscript(place: Int) -> StoreValue {
        get { databases[selected].entries[place].value }
        _modify { yield &databases[selected].entries[place].value }
    }
}

/// Numbers for commands that choose at random: the same in every run.
struct ChanceStream {
    private var state: UInt64 = 0

    /// A number from 0 to below a bound, which is positive.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed.multipliedFullWidth(by: UInt64(bound)).high)
    }
}
