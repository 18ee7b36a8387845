import Infrastructure
import JSON

extension DefinitionRegistry {
    /// The ids of all definitions, in their order.
    package func ids() async throws(RegistryError) -> [String] {
        try await asking { () throws(KeyValueStoreError) in
            try await store.members(of: Self.ids)
        }.sorted()
    }

    /// What people work on; nil when there is no such definition.
    package func draft(_ id: String) async throws(RegistryError) -> ProcessDefinition? {
        let stored = try await asking { () throws(KeyValueStoreError) in
            try await store.get(Self.draft(id))
        }
        return stored.flatMap(Self.definition)
    }

    /// Makes a draft of a new definition.
    package func create(_ definition: ProcessDefinition) async throws(RegistryError) {
        let isNew = try await asking { () throws(KeyValueStoreError) in
            try await store.insertMembers([definition.id], into: Self.ids)
            return try await replace(
                Self.draft(definition.id),
                nil,
                by: .json(definition.json)
            )
        }
        guard isNew else { throw .definitionExists(definition.id) }
    }

    /// Makes a draft, or puts it in the place of the one there is.
    package func put(_ definition: ProcessDefinition) async throws(RegistryError) {
        try await asking { () throws(KeyValueStoreError) in
            try await store.insertMembers([definition.id], into: Self.ids)
            try await store.set(Self.draft(definition.id), to: .json(definition.json))
        }
    }

    /// Changes a draft, once more from the beginning if somebody else has changed it meanwhile.
    ///
    /// What the last change returns is returned; the id of the draft must stay.
    package func change<Outcome, Refusal: Error>(
        _ id: String,
        _ change: (inout ProcessDefinition) throws(Refusal) -> Outcome
    ) async throws(DraftChangeError<Refusal>) -> (outcome: Outcome, draft: ProcessDefinition) {
        while true {
            let stored: Payload?
            do throws(KeyValueStoreError) {
                stored = try await store.get(Self.draft(id))
            } catch {
                throw .registry(.store(error))
            }
            guard let stored, var draft = Self.definition(stored) else {
                throw .registry(.unknownDefinition(id))
            }
            let outcome: Outcome
            do throws(Refusal) {
                outcome = try change(&draft)
            } catch {
                throw .refused(error)
            }
            do throws(KeyValueStoreError) {
                let key = Self.draft(id)
                if try await replace(key, stored, by: .json(draft.json)) { return (outcome, draft) }
            } catch {
                throw .registry(.store(error))
            }
        }
    }

    /// Removes a definition: instances of it go on, and none begins; false when there is none.
    package func remove(_ id: String) async throws(RegistryError) -> Bool {
        try await asking { () throws(KeyValueStoreError) in
            let wasThere = try await store.delete(Self.draft(id))
            var isRetired = false
            while !isRetired {
                guard let stored = try await store.get(Self.versions(id)) else { break }
                var list = VersionList(stored.json)
                list.isRetired = true
                isRetired = try await replace(Self.versions(id), stored, by: .json(list.json))
            }
            try await store.deleteMembers([id], of: Self.ids)
            return wasThere
        }
    }

    private static func definition(_ stored: Payload) -> ProcessDefinition? {
        stored.json.map { DefinitionReader.read($0).definition }
    }
}

// MARK: - The store

extension DefinitionRegistry {
    /// Writes a key if it still holds what was read, nil for nothing; false when it does not.
    func replace(
        _ key: String,
        _ old: Payload?,
        by value: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        guard let old else {
            return try await store.set(key, to: value, timeToLive: nil, condition: .ifAbsent)
        }
        return try await store.set(key, to: value, timeToLive: nil, ifEqualTo: old)
    }

    /// Errors of the store as the registry tells them.
    func asking<Value>(
        _ work: () async throws(KeyValueStoreError) -> Value
    ) async throws(RegistryError) -> Value {
        do throws(KeyValueStoreError) {
            return try await work()
        } catch {
            throw .store(error)
        }
    }
}
