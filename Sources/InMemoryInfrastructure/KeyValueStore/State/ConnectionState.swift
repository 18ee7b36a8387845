import Infrastructure

/// What the store keeps of one connection.
struct ConnectionState {
    /// A key that must not change before `EXEC`.
    struct Watch {
        let database: Int
        let key: String

        /// The key was there and had expired already when it was watched.
        var wasExpired: Bool
    }

    var isOpen = true
    var database: Int
    var name = ""

    /// The commands since `MULTI`; nil outside of a transaction.
    var queue: [(command: StoreCommand, call: StoreCall)]?

    /// A command was refused while it was queued.
    var hasRefused = false

    /// A watched key has changed.
    var isDirty = false
    var watches: [Watch] = []

    var channels: [String] = []
    var patterns: [String] = []

    /// The command that waits for an element of a list or a sorted set.
    var waiting: WaitingCall?

    init(database: Int = 0) {
        self.database = database
    }

    var isSubscribed: Bool { !channels.isEmpty || !patterns.isEmpty }

    mutating func endTransaction() {
        queue = nil
        hasRefused = false
    }
}

/// A command that waits until one of its keys has an element.
struct WaitingCall {
    let call: StoreCall
    let database: Int

    /// The keys that may get an element.
    let awaited: [String]
    let kind: StoreValue.Kind

    /// Takes an element from a key; nil when it has none for this command.
    let serve: @Sendable (inout StoreState, StoreCall, String) -> StoreReply?
}
