import Infrastructure

/// A row of the command table: a name, what may be called so, and what it does.
struct StoreCommand: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: Int

        /// Needs memory, so that it is refused when there is none (`denyoom`).
        static let growing = Flags(rawValue: 1)

        /// Is carried out between `MULTI` and `EXEC`, not queued.
        static let immediate = Flags(rawValue: 2)

        /// May be called by a connection that is subscribed to something.
        static let subscriber = Flags(rawValue: 4)

        /// Has subcommands, which are rows of their own: `object|encoding`.
        static let container = Flags(rawValue: 8)

        /// Is about the connection that it comes from, which has to be one of its own.
        static let session = Flags(rawValue: 32)

        /// May wait until a key has an element.
        static let waiting = Flags(rawValue: 64)

        /// Is never refused for want of memory (`EXEC`, `DISCARD`, `QUIT`, `RESET`).
        static let freeing = Flags(rawValue: 16)
    }

    typealias Body =
        @Sendable (inout StoreState, StoreCall) throws(KeyValueStoreError) -> StoreReply

    /// In lower case, as errors show it.
    let name: String

    /// The number of words with the name; negative for at least as many.
    let arity: Int
    let flags: Flags
    let body: Body

    /// True for `object|encoding` and its like, which are no words of a call.
    let isSubcommand: Bool

    init(_ name: String, _ arity: Int, _ flags: Flags = [], _ body: @escaping Body) {
        self.name = name
        isSubcommand = name.utf8.contains(UInt8(ascii: "|"))
        self.arity = arity
        self.flags = flags
        self.body = body
    }

    func accepts(_ count: Int) -> Bool {
        arity >= 0 ? count == arity : count >= -arity
    }
}

/// All commands.
enum CommandTable {
    static let commands: [StoreCommand] =
        strings + stringParts + counters + keys + expiries + databases + scans + objects
        + connections + transactions + subscriptions + blockingLists + blockingSortedSets + hashes
        + lists + sets + sortedSets + sortedSetRanges + sortedSetAlgebra

    /// By the names as they are mostly written: all in lower case or all in upper case.
    private static let places: [String: Int] = {
        var places: [String: Int] = [:]
        for (place, command) in commands.enumerated() {
            places[command.name] = place
            places[command.name.asciiUppercased] = place
        }
        return places
    }()

    /// The command of some name, in whatever case.
    static func command(_ name: String) -> StoreCommand? {
        let place = places[name] ?? places[name.asciiLowercased]
        return place.map { commands[$0] }
    }

    /// The command that a call is meant for.
    static func find(_ call: StoreCall) throws(KeyValueStoreError) -> StoreCommand {
        guard var command = command(call[0]), !command.isSubcommand else { throw unknown(call) }
        if command.flags.contains(.container), call.count > 1 {
            let name = "\(command.name)|\(call[1])"
            guard let found = self.command(name) else {
                throw .unknownSubcommand(call[1], of: call[0])
            }
            command = found
        }
        guard command.accepts(call.count) else { throw .wrongNumberOfArguments(command.name) }
        return command
    }

    private static func unknown(_ call: StoreCall) -> KeyValueStoreError {
        var shown: [UInt8] = []
        for place in call.indices.dropFirst() where shown.count < 128 {
            let room = 128 - shown.count
            shown += [39] + call[place].utf8.prefix(room) + [39, 32]
        }
        let name = call[0].utf8.prefix(128)
        return .unknownCommand(
            String(decoding: name, as: UTF8.self),
            arguments: String(decoding: shown, as: UTF8.self)
        )
    }
}
