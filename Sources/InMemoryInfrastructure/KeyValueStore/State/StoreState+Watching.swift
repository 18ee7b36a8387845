import Infrastructure

/// Keys that connections watch, to end a transaction when one changes (C9.2, C9.3).
extension StoreState {
    /// Tells those who watch a key or wait for it that it has changed.
    mutating func signal(_ key: String, in database: Int) {
        if let place = watchers[database].find(key) {
            for connection in watchers[database][place] {
                touch(key, in: database, watchedBy: connection)
            }
        }
        if waiters[database].find(key) != nil { readyKeys.append((database, key)) }
    }

    /// A key that had expired when it was watched, and is removed now, has not changed.
    private mutating func touch(_ key: String, in database: Int, watchedBy connection: Int) {
        let watch = connections[connection].watches.firstIndex {
            $0.database == database && $0.key.hasSameBytes(as: key)
        }
        guard let watch else { return }
        if connections[connection].watches[watch].wasExpired {
            guard databases[database].entries.find(key) != nil else {
                connections[connection].watches[watch].wasExpired = false
                return
            }
            return
        }
        connections[connection].isDirty = true
        unwatch(connection)
    }

    mutating func watch(_ key: String) {
        guard !connections[client].isDirty else { return }
        let isWatched = connections[client].watches.contains {
            $0.database == selected && $0.key.hasSameBytes(as: key)
        }
        guard !isWatched else { return }
        let place = databases[selected].entries.find(key)
        let wasExpired = place.map { databases[selected].isExpired($0, at: now) } ?? false
        connections[client].watches.append(
            ConnectionState.Watch(database: selected, key: key, wasExpired: wasExpired)
        )
        if let place = watchers[selected].find(key) {
            watchers[selected][place].append(client)
        } else {
            watchers[selected].insert(key, [client])
            listenerCount += 1
        }
    }

    /// Forgets all that a connection watches.
    mutating func unwatch(_ connection: Int) {
        for watch in connections[connection].watches {
            guard let place = watchers[watch.database].find(watch.key) else { continue }
            watchers[watch.database][place].removeAll { $0 == connection }
            guard watchers[watch.database][place].isEmpty else { continue }
            watchers[watch.database].remove(at: place)
            listenerCount -= 1
        }
        connections[connection].watches = []
    }

    /// True when a watched key has expired since, whether or not it has been removed.
    func hasExpiredWatch(_ connection: Int) -> Bool {
        connections[connection].watches.contains { watch in
            guard !watch.wasExpired else { return false }
            let place = databases[watch.database].entries.find(watch.key)
            return place.map { databases[watch.database].isExpired($0, at: now) } ?? false
        }
    }

    /// Tells watchers that a whole database goes, and that another, if any, comes in its place.
    mutating func touchAll(in database: Int, replacedBy other: Int? = nil) {
        var place = watchers[database].count
        while place > 0 {
            place -= 1
            let key = watchers[database].key(at: place)
            let isThere = databases[database].entries.find(key) != nil
            let next = other.flatMap { databases[$0].entries.find(key) }
            guard isThere || next != nil else { continue }
            let comesExpired = next.map { next in
                other.map { databases[$0].isExpired(next, at: now) } ?? false
            }
            for connection in watchers[database][place] {
                replace(key, in: database, isThere, comesExpired, watchedBy: connection)
            }
        }
    }

    /// `comesExpired` is nil when no key comes in the place of the watched one.
    private mutating func replace(
        _ key: String,
        in database: Int,
        _ isThere: Bool,
        _ comesExpired: Bool?,
        watchedBy connection: Int
    ) {
        let watch = connections[connection].watches.firstIndex {
            $0.database == database && $0.key.hasSameBytes(as: key)
        }
        guard let watch else { return }
        if connections[connection].watches[watch].wasExpired {
            guard let comesExpired else {
                connections[connection].watches[watch].wasExpired = false
                return
            }
            if comesExpired { return }
        } else if !isThere, comesExpired == true {
            connections[connection].watches[watch].wasExpired = true
            return
        }
        connections[connection].isDirty = true
    }
}
