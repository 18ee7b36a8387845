import Infrastructure

/// What a key of the type hash holds: fields and their values, in a dense order.
struct HashValue {
    private(set) var fields = DenseTable<Payload>()

    /// The bytes of all fields and values.
    private(set) var bytes = 0

    var count: Int { fields.count }

    func find(_ field: String) -> Int? { fields.find(field) }
    func field(at place: Int) -> String { fields.key(at: place) }
    func value(at place: Int) -> Payload { fields[place] }

    subscript(field: String) -> Payload? { fields.find(field).map { fields[$0] } }

    /// Sets a field; true when it is new.
    @discardableResult
    mutating func set(_ field: String, to value: Payload) -> Bool {
        bytes += value.byteCount
        if let place = fields.find(field) {
            bytes -= fields[place].byteCount
            fields[place] = value
            return false
        }
        bytes += field.utf8.count
        fields.insert(field, value)
        return true
    }

    /// Removes a field; false when there is none.
    ///
    /// The others stay in order where Redis keeps them so.
    mutating func remove(_ field: String) -> Bool {
        guard let place = fields.find(field) else { return false }
        let value =
            count <= Self.compactCount
            ? fields.removeKeepingOrder(at: place) : fields.remove(at: place)
        bytes -= field.utf8.count + value.byteCount
        return true
    }

    /// True when Redis would keep the hash in a compact form (`hash-max-listpack-entries`).
    var isCompact: Bool {
        count <= Self.compactCount
            && (0..<count).allSatisfy {
                field(at: $0).utf8.count <= 64 && value(at: $0).byteCount <= 64
            }
    }

    private static let compactCount = 512
}
