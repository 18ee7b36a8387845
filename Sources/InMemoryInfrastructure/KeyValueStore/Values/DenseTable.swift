/// A table of strings, by their bytes, and values: the entries lie densely in an array.
///
/// The order of the entries depends on what was done to the table alone: a new one comes last, and
/// the last one takes the place of one that is removed. A place is good until a removal.
struct DenseTable<Value> {
    private struct Entry {
        var key: String
        var value: Value
        var hash: UInt32
    }

    /// Up to this many entries are found by going through all of them.
    private static var unindexedCount: Int { 8 }

    private var entries = ContiguousArray<Entry>()

    /// For each entry its place plus one, and above it what fits of its hash; 0 is a free slot.
    ///
    /// An entry is in the first slot from that of its hash on that was free. Empty for few
    /// entries, otherwise a power of two of which they fill at most seven eighths, so that its
    /// logarithm of bits holds a place. The bits of the hash spare looking at most entries in
    /// vain, which costs more than all else here.
    private var slots = ContiguousArray<UInt32>()

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    func find(_ key: String) -> Int? { find(key, ByteKey.hash(key)) }

    func key(at place: Int) -> String { entries[place].key }

    subscript(place: Int) -> Value {
        @inline(__always)
        get { entries[place].value }
        @inline(__always)
        _modify { yield &entries[place].value }
    }

    /// Adds a key, which must not be there, and returns its place.
    @discardableResult
    mutating func insert(_ key: String, _ value: Value) -> Int {
        insert(key, value, ByteKey.hash(key))
    }

    /// Gives a key a value, whether or not it is there; the value that it had.
    @discardableResult
    mutating func updateValue(_ value: Value, forKey key: String) -> Value? {
        let hash = ByteKey.hash(key)
        guard let place = find(key, hash) else {
            insert(key, value, hash)
            return nil
        }
        let old = entries[place].value
        entries[place].value = value
        return old
    }

    /// Removes the entry at a place, which the last one takes.
    @discardableResult
    mutating func remove(at place: Int) -> Value {
        if !slots.isEmpty { removeSlot(of: place) }
        let last = entries.count - 1
        if place != last {
            if !slots.isEmpty { slots[slot(of: last)] = content(entries[last].hash, place) }
            entries.swapAt(place, last)
        }
        let removed = entries.removeLast().value
        if entries.isEmpty { self = DenseTable() }
        return removed
    }

    /// Removes the entry at a place; those behind it move up, in a time that grows with the table.
    mutating func removeKeepingOrder(at place: Int) -> Value {
        let removed = entries.remove(at: place).value
        if entries.isEmpty {
            self = DenseTable()
        } else if !slots.isEmpty {
            for slot in slots.indices { slots[slot] = 0 }
            for place in entries.indices { occupy(entries[place].hash, place) }
        }
        return removed
    }

    mutating func removeAll() { self = DenseTable() }

    // MARK: Slots

    @inline(__always)
    private func find(_ key: String, _ hash: UInt32) -> Int? {
        guard !slots.isEmpty else {
            for place in entries.indices where entries[place].hash == hash {
                if ByteKey.areEqual(entries[place].key, key) { return place }
            }
            return nil
        }
        let mask = slots.count - 1
        let places = UInt32(truncatingIfNeeded: mask)
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let found = slots[slot]
            if (found ^ hash) & ~places == 0 {
                let place = Int(found & places) - 1
                if ByteKey.areEqual(entries[place].key, key) { return place }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @discardableResult
    private mutating func insert(_ key: String, _ value: Value, _ hash: UInt32) -> Int {
        let place = entries.count
        entries.append(Entry(key: key, value: value, hash: hash))
        if 8 * entries.count > 7 * slots.count {
            if entries.count > Self.unindexedCount { grow() }
        } else {
            occupy(hash, place)
        }
        return place
    }

    private mutating func grow() {
        let size = max(16, slots.count * 2)
        precondition(size < 1 << 32, "a table has at most 2,147,483,647 entries")
        slots = ContiguousArray(repeating: 0, count: size)
        for place in entries.indices { occupy(entries[place].hash, place) }
    }

    private mutating func occupy(_ hash: UInt32, _ place: Int) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = content(hash, place)
    }

    private func content(_ hash: UInt32, _ place: Int) -> UInt32 {
        let places = UInt32(truncatingIfNeeded: slots.count - 1)
        return hash & ~places | UInt32(truncatingIfNeeded: place + 1)
    }

    /// The slot that leads to a place.
    private func slot(of place: Int) -> Int {
        let mask = slots.count - 1
        let content = content(entries[place].hash, place)
        var slot = Int(entries[place].hash) & mask
        while slots[slot] != content { slot = (slot + 1) & mask }
        return slot
    }

    /// Frees the slot of a place; those behind it that it was in the way of move up.
    private mutating func removeSlot(of place: Int) {
        let mask = slots.count - 1
        var hole = slot(of: place)
        var slot = (hole + 1) & mask
        while slots[slot] != 0 {
            let home = Int(entries[Int(slots[slot]) & mask - 1].hash) & mask
            if (slot - home) & mask >= (slot - hole) & mask {
                slots[hole] = slots[slot]
                hole = slot
            }
            slot = (slot + 1) & mask
        }
        slots[hole] = 0
    }
}
