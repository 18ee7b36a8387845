import Infrastructure

/// What a key holds.
enum StoreValue {
    case string(Payload)
    /// A string that is an integer in its plain form, as counters are.
    case integer(Int64)
    case list(Boxed<ListValue>)
    case hash(Boxed<HashValue>)
    case set(Boxed<SetValue>)
    case sortedSet(Boxed<SortedSet>)

    /// The types of Redis.
    enum Kind: String {
        case string, list, hash, set
        case sortedSet = "zset"

        /// A new value without elements.
        var emptyValue: StoreValue {
            switch self {
            case .string: .string(.empty)
            case .list: .list(Boxed(ListValue()))
            case .hash: .hash(Boxed(HashValue()))
            case .set: .set(Boxed(SetValue()))
            case .sortedSet: .sortedSet(Boxed(SortedSet()))
            }
        }
    }

    var kind: Kind {
        switch self {
        case .string, .integer: .string
        case .list: .list
        case .hash: .hash
        case .set: .set
        case .sortedSet: .sortedSet
        }
    }

    /// True for a collection without elements, which must not stay.
    var isEmptyCollection: Bool {
        switch self {
        case .string, .integer: false
        case .list(let list): list.value.count == 0
        case .hash(let hash): hash.value.count == 0
        case .set(let set): set.value.count == 0
        case .sortedSet(let set): set.value.count == 0
        }
    }

    /// The string that a key holds; only for strings.
    var payload: Payload {
        switch self {
        case .string(let payload): return payload
        case .integer(let integer): return .text(String(integer))
        default: preconditionFailure("a \(kind) was taken for a string")
        }
    }
}

// MARK: - Collections in place

/// Each takes the collection out while it is changed, since a shared one would be copied.
extension StoreValue {
    var list: ListValue {
        get {
            guard case .list(let boxed) = self else { wrongKind(.list) }
            return boxed.value
        }
        _modify {
            guard case .list(var boxed) = self else { wrongKind(.list) }
            self = .integer(0)
            defer { self = .list(boxed) }
            yield &boxed.value
        }
    }

    var hash: HashValue {
        get {
            guard case .hash(let boxed) = self else { wrongKind(.hash) }
            return boxed.value
        }
        _modify {
            guard case .hash(var boxed) = self else { wrongKind(.hash) }
            self = .integer(0)
            defer { self = .hash(boxed) }
            yield &boxed.value
        }
    }

    var set: SetValue {
        get {
            guard case .set(let boxed) = self else { wrongKind(.set) }
            return boxed.value
        }
        _modify {
            guard case .set(var boxed) = self else { wrongKind(.set) }
            self = .integer(0)
            defer { self = .set(boxed) }
            yield &boxed.value
        }
    }

    var sortedSet: SortedSet {
        get {
            guard case .sortedSet(let boxed) = self else { wrongKind(.sortedSet) }
            return boxed.value
        }
        _modify {
            guard case .sortedSet(var boxed) = self else { wrongKind(.sortedSet) }
            self = .integer(0)
            defer { self = .sortedSet(boxed) }
            yield &boxed.value
        }
    }

    private func wrongKind(_ wanted: Kind) -> Never {
        preconditionFailure("a \(kind.rawValue) was taken for a \(wanted.rawValue)")
    }
}
