import Infrastructure

/// How many bytes the keys take, as if by Redis: a fixed part each, and their data.
///
/// The fixed parts are those of a 64-bit Redis 7.0 with jemalloc, rounded: entry, key header and
/// value object of a key; entry of the table of expiries; entry of a field or member in a table.
enum MemoryModel {
    static let key = 72
    static let expiry = 32
    static let collection = 64
    static let listElement = 11
    static let field = 64
    static let member = 48
    static let scoredMember = 96

    static func bytes(of entry: Keyspace.Entry, key: String) -> Int {
        var sum = Self.key + key.utf8.count + bytes(of: entry.value)
        if entry.expiry != .max { sum += expiry }
        return sum
    }

    static func bytes(of value: StoreValue) -> Int {
        switch value {
        case .integer: 0
        case .string(let payload): payload.byteCount
        case .list(let list):
            collection + list.value.count * listElement + list.value.bytes
        case .hash(let hash):
            collection + hash.value.count * field + hash.value.bytes
        case .set(let set):
            collection + set.value.count * member + set.value.bytes
        case .sortedSet(let set):
            collection + set.value.count * scoredMember + set.value.bytes
        }
    }
}
