import Infrastructure

/// Going through all keys (C8.1, C8.2).
extension CommandTable {
    static let scans: [StoreCommand] = [
        StoreCommand("keys", 2) { state, call in
            .array(state.keys(matching: call[1]).map { .bulk(.text($0)) })
        },
        StoreCommand("scan", -2) { state, call throws(KeyValueStoreError) in
            var options = try ScanOptions(call, cursor: 1)
            try options.read(call, from: 2, hasType: true)
            let (next, keys) = state.scan(options)
            return .scan(next, keys.map { .bulk(.text($0)) })
        },
    ]
}

extension StoreReply {
    /// The reply of the commands that scan: a cursor, and what was found.
    static func scan(_ cursor: Int, _ found: [StoreReply]) -> StoreReply {
        .array([.bulk(.text(String(cursor))), .array(found)])
    }
}

/// The cursor and the options of a command that scans.
///
/// Cursor `n` means that the places below `n` remain, and the scan goes down; at the start, all
/// do. What is removed meanwhile moves only what has been seen, so that what is there throughout
/// is found.
struct ScanOptions {
    private let cursor: UInt64
    private(set) var count: Int64 = 10
    private(set) var pattern: GlobPattern?
    private(set) var type: String?

    /// `cursor` is the place of the cursor among the words.
    init(_ call: StoreCall, cursor: Int) throws(KeyValueStoreError) {
        guard let start = Self.cursor(call[cursor]) else { throw .invalidCursor }
        self.cursor = start
    }

    /// Reads the options, which commands that are about a key do once it is there.
    mutating func read(
        _ call: StoreCall,
        from start: Int,
        hasType: Bool = false
    ) throws(KeyValueStoreError) {
        var word = start
        while word < call.count {
            guard word + 1 < call.count else { throw .syntax }
            if call.word(word, is: "COUNT") {
                count = try call.integer(word + 1)
                guard count >= 1 else { throw .syntax }
            } else if call.word(word, is: "MATCH") {
                let text = call[word + 1]
                pattern = text.hasSameBytes(as: "*") ? nil : GlobPattern(text)
            } else if hasType, call.word(word, is: "TYPE") {
                type = call[word + 1].asciiLowercased
            } else {
                throw .syntax
            }
            word += 2
        }
    }

    /// The places of a table of `size` entries that come next, from high to low.
    func places(of size: Int) -> Range<Int> {
        let end = cursor == 0 ? size : Int(min(cursor, UInt64(size)))
        return max(0, end - Int(min(count, Int64(end))))..<end
    }

    /// The places of a collection that come next, and the cursor after them.
    ///
    /// One that Redis keeps in a compact form comes as a whole, in its own order.
    func places(of size: Int, isCompact: Bool) -> (order: [Int], next: Int) {
        if isCompact { return (Array(0..<size), 0) }
        let places = places(of: size)
        return (places.reversed(), places.lowerBound)
    }

    func allows(_ name: String) -> Bool { pattern?.matches(name) ?? true }

    /// A cursor as `strtoul` reads it, which lets more through than digits.
    private static func cursor(_ text: String) -> UInt64? {
        var bytes = text.utf8[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
            guard !bytes.isEmpty else { return nil }
        }
        var sum: UInt64 = 0
        for byte in bytes {
            guard byte >= 48, byte <= 57 else { return nil }
            let (product, isTooMuch) = sum.multipliedReportingOverflow(by: 10)
            let (next, isMore) = product.addingReportingOverflow(UInt64(byte - 48))
            guard !isTooMuch, !isMore else { return nil }
            sum = next
        }
        return isNegative ? 0 &- sum : sum
    }
}

extension StoreState {
    /// The keys that match a pattern; those that have expired stay, but are not shown.
    mutating func keys(matching text: String) -> [String] {
        let pattern = text.hasSameBytes(as: "*") ? nil : GlobPattern(text)
        let keyspace = databases[selected]
        var found: [String] = []
        for place in 0..<keyspace.count where !keyspace.isExpired(place, at: now) {
            let key = keyspace.entries.key(at: place)
            if pattern?.matches(key) ?? true { found.append(key) }
        }
        return found
    }

    /// A page of keys; those that have expired are removed.
    mutating func scan(_ options: ScanOptions) -> (next: Int, keys: [String]) {
        let places = options.places(of: databases[selected].count)
        let keys = places.reversed().map { databases[selected].entries.key(at: $0) }
        var found: [String] = []
        for key in keys where options.allows(key) {
            if let type = options.type {
                guard let place = databases[selected].entries.find(key),
                    self[place].kind.rawValue == type
                else { continue }
            }
            if peek(key) != nil { found.append(key) }
        }
        return (places.lowerBound, found)
    }
}
