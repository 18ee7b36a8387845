import Infrastructure
package import JSON

extension DefinitionRegistry {
    /// Everything that is wrong with a definition, which may start instances of published ones.
    package func problems(
        in definition: ProcessDefinition
    ) async throws(RegistryError) -> [DefinitionProblem] {
        try await checker(of: definition, beside: []).problems(in: definition)
    }

    /// Reads a definition, with everything that is wrong with it.
    package func check(
        _ value: JSONValue
    ) async throws(RegistryError) -> (
        definition: ProcessDefinition, problems: [DefinitionProblem]
    ) {
        let definition = DefinitionReader.read(value).definition
        return try await checker(of: definition, beside: []).read(value)
    }

    /// Makes the draft a version, with which instances begin from now on.
    ///
    /// A draft that has not changed since it was published gives that version again.
    package func publish(_ id: String) async throws(RegistryError) -> PublishedVersion {
        guard let draft = try await draft(id) else { throw .unknownDefinition(id) }
        let problems = try await problems(in: draft)
        guard problems.isEmpty else { throw .invalid(id, problems) }
        return try await publish(sound: draft)
    }

    /// Makes drafts and versions of definitions that may start instances of each other.
    ///
    /// All or none of them are sound; the versions come in the order of the definitions.
    @discardableResult
    package func publish(
        all definitions: [ProcessDefinition]
    ) async throws(RegistryError) -> [PublishedVersion] {
        for definition in definitions {
            let checker = try await checker(of: definition, beside: definitions)
            let problems = checker.problems(in: definition)
            guard problems.isEmpty else { throw .invalid(definition.id, problems) }
        }
        var versions: [PublishedVersion] = []
        for definition in definitions {
            try await put(definition)
            versions.append(try await publish(sound: definition))
        }
        return versions
    }

    private func publish(
        sound definition: ProcessDefinition
    ) async throws(RegistryError) -> PublishedVersion {
        let id = definition.id
        let key = Self.versions(id)
        var number: Int?
        while true {
            let stored = try await asking { () throws(KeyValueStoreError) in
                try await store.get(key)
            }
            var list = VersionList(stored?.json)
            if !list.isRetired, let last = list.versions(of: id).last {
                let known = try await asking { () throws(KeyValueStoreError) -> ProcessGraph? in
                    try await graph(last.number)
                }
                if known?.definition == definition { return last }
            }
            // The number is known to nobody before it is in the list, so that it can be used again
            // when somebody else was faster.
            let given: Int
            if let number { given = number } else { given = try await nextNumber() }
            number = given
            list.append(given)
            let version = PublishedVersion(
                definition: id,
                version: list.numbers.count,
                number: given
            )
            if try await write(list, instead: stored, version, definition) { return version }
        }
    }

    private func nextNumber() async throws(RegistryError) -> Int {
        Int(
            try await asking { () throws(KeyValueStoreError) in
                try await store.increment(Self.lastNumber, by: 1)
            }
        )
    }

    /// Writes a version, and the list that has it; false when the list has changed meanwhile.
    private func write(
        _ list: VersionList,
        instead old: Payload?,
        _ version: PublishedVersion,
        _ definition: ProcessDefinition
    ) async throws(RegistryError) -> Bool {
        let json: JSONValue = [
            "version": .integer(Int64(version.version)), "definition": definition.json,
        ]
        return try await asking { () throws(KeyValueStoreError) in
            try await store.set(Self.graph(version.number), to: .json(json))
            return try await replace(
                Self.versions(definition.id),
                old,
                by: .json(list.json)
            )
        }
    }

    /// Knows what a definition may start instances of; those beside it count as published.
    private func checker(
        of definition: ProcessDefinition,
        beside definitions: [ProcessDefinition]
    ) async throws(RegistryError) -> DefinitionCheck {
        let plain = DefinitionCheck(modules: modules)
        var others = definitions
        var open = plain.subprocesses(of: definition)
        for other in definitions { open += plain.subprocesses(of: other) }
        var isComplete = true
        while let id = open.popLast() {
            guard id != definition.id, !others.contains(where: { $0.id == id }) else { continue }
            let known = try await asking { () throws(KeyValueStoreError) -> ProcessGraph? in
                try await latest(id)
            }
            guard let other = known?.definition else {
                isComplete = false
                continue
            }
            others.append(other)
            open += plain.subprocesses(of: other)
        }
        // Names to guess from are only needed where one is missing.
        let names = isComplete ? [] : try await ids()
        return DefinitionCheck(modules: modules, others: others, names: names)
    }
}
