import Infrastructure

/// Looking keys up, adding and removing them.
extension StoreState {
    /// The place of a key in the selected database; one that has expired is removed.
    ///
    /// Counts as a use of the key, for eviction.
    mutating func find(_ key: String) -> Int? {
        guard let place = databases[selected].entries.find(key) else { return nil }
        if databases[selected].entries[place].expiry < now {
            expire(key, place, in: selected)
            return nil
        }
        databases[selected].entries[place].used = useClock
        return place
    }

    /// The place of a key, without counting as a use.
    mutating func peek(_ key: String) -> Int? { peek(key, in: selected) }

    mutating func peek(_ key: String, in database: Int) -> Int? {
        guard let place = databases[database].entries.find(key) else { return nil }
        guard databases[database].isExpired(place, at: now) else { return place }
        expire(key, place, in: database)
        return nil
    }

    /// The place of a key of some type; an error when it is of another.
    mutating func find(
        _ key: String,
        as kind: StoreValue.Kind
    ) throws(KeyValueStoreError) -> Int? {
        guard let place = find(key) else { return nil }
        guard self[place].kind == kind else { throw .wrongType }
        return place
    }

    /// The place of a collection, which is made when it is not there.
    mutating func findOrCreate(
        _ key: String,
        as kind: StoreValue.Kind
    ) throws(KeyValueStoreError) -> Int {
        if let place = try find(key, as: kind) { return place }
        return insert(key, kind.emptyValue, in: selected)
    }

    /// Adds a key that is not there; `changed` has to follow.
    @discardableResult
    mutating func insert(_ key: String, _ value: StoreValue, in database: Int) -> Int {
        let place = databases[database].insert(key, value)
        databases[database].entries[place].used = useClock
        return place
    }

    /// Makes a key hold something else, whatever it was; its expiry goes unless it is kept.
    @discardableResult
    mutating func set(_ key: String, to value: StoreValue, keepsExpiry: Bool = false) -> Int {
        guard let place = find(key) else {
            let place = insert(key, value, in: selected)
            changed(place)
            return place
        }
        self[place] = value
        if !keepsExpiry { databases[selected].setExpiry(.max, at: place) }
        changed(place)
        return place
    }

    /// Removes a key; false when it is not there.
    @discardableResult
    mutating func remove(_ key: String) -> Bool {
        guard let place = peek(key) else { return false }
        remove(key, at: place, in: selected)
        return true
    }

    /// Removes a key that is there.
    mutating func remove(_ key: String, at place: Int, in database: Int) {
        if settings.memoryLimit != nil { forget(place, in: database) }
        databases[database].remove(at: place)
        if listenerCount > 0 { signal(key, in: database) }
    }

    /// Ends an effective change of the key at a place; an empty collection goes.
    mutating func changed(_ place: Int) { changed(place, in: selected) }

    mutating func changed(_ place: Int, in database: Int) {
        if databases[database].entries[place].value.isEmptyCollection {
            return remove(databases[database].entries.key(at: place), at: place, in: database)
        }
        if settings.memoryLimit != nil { account(place, in: database) }
        if listenerCount > 0 {
            signal(databases[database].entries.key(at: place), in: database)
        }
    }

    /// The expiry of the key at a place; nil when it has none.
    func expiry(at place: Int) -> Int64? {
        let expiry = databases[selected].entries[place].expiry
        return expiry == .max ? nil : expiry
    }

    /// Gives the key at a place an expiry (ms since 1970), or none; `changed` has to follow.
    ///
    /// The last instant of all stands for none, so that one becomes the last but one.
    mutating func setExpiry(_ expiry: Int64?, at place: Int) {
        databases[selected].setExpiry(expiry.map { min($0, .max - 1) } ?? .max, at: place)
    }

    /// Removes all keys of all databases that have expired by now.
    mutating func removeExpired() {
        for database in databases.indices where databases[database].mayHaveExpired(at: now) {
            for node in databases[database].takeDue(at: now) {
                guard let place = databases[database].expired(node, at: now) else { continue }
                expire(node.key, place, in: database)
            }
        }
    }

    private mutating func expire(_ key: String, _ place: Int, in database: Int) {
        remove(key, at: place, in: database)
    }

    /// The present for the record of uses, in milliseconds and cut to 32 bits.
    var useClock: UInt32 { UInt32(truncatingIfNeeded: now) }
}
