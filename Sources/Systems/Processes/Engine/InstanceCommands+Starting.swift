import Infrastructure
package import JSON

/// What begins instances, and what events do.
extension InstanceCommands {
    /// Begins an instance of the version that was published last, unless there is one of that id.
    ///
    /// The id is the caller's, so that a repetition begins nothing: it gives the instance that is
    /// there. Returns whether it began now.
    @discardableResult
    package func start(
        definition: String,
        key: String = "",
        id: String,
        variables: JSONObject = JSONObject(),
        parent: ParentStep? = nil
    ) async throws(CommandError) -> Bool {
        guard let graph = try await latest(definition) else { throw .unknownDefinition(definition) }
        var record = InstanceRecord(InstanceHeader(graph: graph.number, key: key, parent: parent))
        let input = InstanceInput.started(variables: variables)
        var consequences: [Consequence] = []
        record.apply(input, at: now.nanoseconds, graph, &consequences)
        let loaded = Loaded(record: record, graph: graph)
        let entry = try await journal?.open(id)
        let isNew: Bool
        do throws(KeyValueStoreError) {
            isNew = try await records.set(
                id,
                to: .bytes(record.bytes),
                timeToLive: record.instance.status.isOver ? world.retention : nil,
                condition: .ifAbsent
            )
        } catch {
            throw CommandError(error)
        }
        if isNew {
            // Events of its key go to it from now on, unless another one has the key.
            if !key.isEmpty { _ = try await claim(Self.keyOfKey(definition, key), for: id) }
            recent.keep(record, of: id)
            tellBeginning(id, loaded)
            try await follow(id, loaded, input, consequences)
        } else {
            try await repeatBeginning(id, of: definition)
        }
        try await close(entry)
        return isNew
    }

    /// Goes on with what the process was at when it crashed.
    package func recover() async throws(CommandError) {
        for entry in try await journal?.entries() ?? [] {
            let id = CommandJournal.instance(of: entry)
            if let loaded = try await load(id) {
                tellBeginning(id, loaded)
                try await sendOutstanding(id, loaded)
            }
            try await close(entry)
        }
    }

    /// The instance is there: what its beginning was to send is sent again.
    private func repeatBeginning(
        _ id: String,
        of definition: String
    ) async throws(CommandError) {
        guard let loaded = try await load(id) else { return }
        guard loaded.graph.definition.id == definition else { throw .idTaken(id) }
        tellBeginning(id, loaded)
        try await sendOutstanding(id, loaded)
    }

    func latest(_ definition: String) async throws(CommandError) -> ProcessGraph? {
        do throws(KeyValueStoreError) { return try await graphs.latest(definition) } catch {
            throw CommandError(error)
        }
    }

    /// Gives an event to the instance that waits for its key, else begins one with the event's id.
    ///
    /// Returns the id of the instance, and whether it began now. The same event again does nothing.
    @discardableResult
    package func event(
        _ event: ProcessEvent
    ) async throws(CommandError) -> (instance: String, isNew: Bool) {
        guard !event.key.isEmpty else {
            let isNew = try await start(
                definition: event.definition,
                id: event.id,
                variables: event.readings
            )
            return (event.id, isNew)
        }
        if let owner = try await instance(thatHad: event) {
            if let loaded = try await load(owner) { try await sendOutstanding(owner, loaded) }
            return (owner, false)
        }
        let (owner, isNew) = try await route(event)
        try await remember(event, of: owner)
        return (owner, isNew)
    }

    /// Finds the instance of an event's key, or makes one.
    private func route(
        _ event: ProcessEvent
    ) async throws(CommandError) -> (instance: String, isNew: Bool) {
        let place = Self.keyOfKey(event.definition, event.key)
        while true {
            let owner = try await claim(place, for: event.id)
            if owner == event.id { return (owner, try await begin(event, under: place)) }
            if try await deliver(event, to: owner) { return (owner, false) }
            // Who had the key is over, or never came to be.
            try await release(place, of: owner)
        }
    }

    /// The instance that an event went to before, as long as the store remembers it.
    ///
    /// The instance alone does not tell: it may be over, and its key may belong to another one.
    private func instance(thatHad event: ProcessEvent) async throws(CommandError) -> String? {
        do throws(KeyValueStoreError) {
            return try await store.get(Self.keyOfEvent(event))?.text
        } catch {
            throw CommandError(error)
        }
    }

    private func remember(
        _ event: ProcessEvent,
        of instance: String
    ) async throws(CommandError) {
        do throws(KeyValueStoreError) {
            try await store.set(
                Self.keyOfEvent(event),
                to: .text(instance),
                timeToLive: world.retention
            )
        } catch {
            throw CommandError(error)
        }
    }

    private static func keyOfEvent(_ event: ProcessEvent) -> String {
        "e:\(event.definition):\(event.id)"
    }

    static func keyOfKey(_ definition: String, _ key: String) -> String { "k:\(definition):\(key)" }

    /// Makes an instance the one that events of a key go to, or tells which one is.
    private func claim(_ place: String, for id: String) async throws(CommandError) -> String {
        do throws(KeyValueStoreError) {
            let isOurs = try await store.set(
                place,
                to: .text(id),
                timeToLive: nil,
                condition: .ifAbsent
            )
            if isOurs { return id }
            return try await store.get(place)?.text ?? id
        } catch {
            throw CommandError(error)
        }
    }

    private func release(_ place: String, of id: String) async throws(CommandError) {
        do throws(KeyValueStoreError) {
            try await store.delete(place, ifEqualTo: .text(id))
        } catch {
            throw CommandError(error)
        }
    }

    /// Begins the instance of an event; a key is given back with which none can begin.
    private func begin(
        _ event: ProcessEvent,
        under place: String
    ) async throws(CommandError) -> Bool {
        do throws(CommandError) {
            return try await start(
                definition: event.definition,
                key: event.key,
                id: event.id,
                variables: event.readings
            )
        } catch {
            switch error {
            case .idTaken, .unknownDefinition: try await release(place, of: event.id)
            default: break
            }
            throw error
        }
    }

    /// Gives an event to a running instance; false when there is none.
    ///
    /// One that somebody is about to begin is waited for, for a while.
    private func deliver(
        _ event: ProcessEvent,
        to id: String
    ) async throws(CommandError) -> Bool {
        var patience = 30
        while true {
            do throws(CommandError) {
                try await change(id) { record, _ throws(CommandError) in
                    if record.hasSeen(event.id) { return nil }
                    if record.instance.status.isOver { throw .instanceOver(record.instance.status) }
                    return .event(id: event.id, readings: event.readings)
                }
                return true
            } catch .instanceOver {
                return false
            } catch .unknownInstance where patience > 0 {
                patience -= 1
                do { try await world.environment.clock.sleep(for: .milliseconds(100)) } catch {
                    throw .cancelled
                }
            } catch .unknownInstance {
                return false
            } catch {
                throw error
            }
        }
    }
}

/// Something that happened outside.
package struct ProcessEvent: Sendable, Equatable {
    /// Tells a repetition of the event, and names the instance that it begins.
    package let id: String
    package let definition: String

    /// What instances and events are matched by; empty where each event begins an instance.
    package let key: String
    package let readings: JSONObject

    package init(id: String, definition: String, key: String, readings: JSONObject) {
        self.id = id
        self.definition = definition
        self.key = key
        self.readings = readings
    }

    /// The members of an event as a message or a request has them.
    package init?(_ value: JSONValue?) {
        guard let value, let id = value["id"]?.string, !id.isEmpty,
            let definition = value["definition"]?.string
        else { return nil }
        let readings = value["readings"] ?? .object(JSONObject())
        guard let readings = readings.object, (value["key"] ?? "").string != nil else { return nil }
        self.init(
            id: id,
            definition: definition,
            key: value["key"]?.string ?? "",
            readings: readings
        )
    }
}

extension InstanceRecord {
    /// Whether an event is in the history.
    fileprivate func hasSeen(_ event: String) -> Bool {
        history.contains { entry in
            if case .event(let id, _) = entry.input { id == event } else { false }
        }
    }
}
