package import Infrastructure
package import JSON

/// What can be changed of definitions while their instances run: thresholds and recipients.
///
/// One key of the store for each definition, whatever its versions, changed by compare-and-set
/// alone, so that all engines see a change at once and none is lost.
package final class ProcessConfiguration: Sendable {
    private let store: any KeyValueStore
    private let clock: any SystemClock

    /// Roles without addresses of their own get their mails here: `ROLE@domain`.
    private let domain: String

    /// How long a key is remembered beyond the latest changes.
    private static let memory = Duration.seconds(86_400)

    package init(_ environment: SystemEnvironment, domain: String) {
        store = environment.store
        clock = environment.clock
        self.domain = domain
    }

    /// All that is configured for a definition.
    package func record(
        of definition: String
    ) async throws(KeyValueStoreError) -> ConfigurationRecord {
        ConfigurationRecord(try await store.get(Self.key(of: definition))?.json)
    }

    /// The changed thresholds of a process, by the names of its criteria, from the place of its
    /// definition.
    package func thresholds(
        of process: String,
        at place: String
    ) async throws(KeyValueStoreError) -> JSONObject {
        guard let value = try await store.get(place)?.json else { return JSONObject() }
        return value["criteria"]?[process]?.object ?? JSONObject()
    }

    /// Who gets a mail of a process that its settings send to some addresses or to a role.
    ///
    /// What is configured for the process comes first, then the addresses of the settings, then
    /// what is configured for the role, then the role's usual address.
    package func recipients(
        of process: String,
        in definition: String,
        addresses: [String],
        role: String?
    ) async throws(KeyValueStoreError) -> [String] {
        let record = try await record(of: definition)
        if let own = record.addresses(.process(process)) { return own }
        guard addresses.isEmpty else { return addresses }
        guard let role else { return [] }
        return record.addresses(.role(role)) ?? ["\(role)@\(domain)"]
    }

    /// Makes changes of one author together, once for each key.
    ///
    /// Returns the record as it is then; changes under a known key do nothing.
    @discardableResult
    package func change(
        _ definition: String,
        thresholds: [ThresholdChange] = [],
        recipients: [RecipientsChange] = [],
        author: String,
        key: String?
    ) async throws(KeyValueStoreError) -> ConfigurationRecord {
        let place = Self.key(of: definition)
        let mark = key.map { "processes:configured:\(definition):\($0)" }
        if let mark, try await store.exists(mark) { return try await record(of: definition) }
        while true {
            let old = try await store.get(place)
            var record = ConfigurationRecord(old?.json)
            if let key, record.hasChange(key) { return record }
            record.apply(thresholds)
            record.apply(recipients)
            record.note(note(of: record, thresholds, recipients, author: author, key: key))
            let new = Payload.json(record.json)
            let isSet =
                if let old {
                    try await store.set(place, to: new, timeToLive: nil, ifEqualTo: old)
                } else {
                    try await store.set(place, to: new, timeToLive: nil, condition: .ifAbsent)
                }
            guard isSet else { continue }
            if let mark { try await store.set(mark, to: .text("1"), timeToLive: Self.memory) }
            return record
        }
    }

    private func note(
        of record: ConfigurationRecord,
        _ thresholds: [ThresholdChange],
        _ recipients: [RecipientsChange],
        author: String,
        key: String?
    ) -> JSONObject {
        var note: JSONObject = [
            "at": .integer(clock.now.nanoseconds), "author": .string(author),
        ]
        if let key { note["key"] = .string(key) }
        var criteria = JSONObject()
        for change in thresholds {
            var process = criteria[change.process]?.object ?? JSONObject()
            let threshold = record.thresholds(of: change.process)[change.criterion]
            process[change.criterion] = threshold ?? .null
            criteria[change.process] = .object(process)
        }
        if !criteria.isEmpty { note["criteria"] = .object(criteria) }
        if !recipients.isEmpty {
            note["recipients"] = .array(
                recipients.map { change in
                    switch change.subject {
                    case .process(let name): ["process": .string(name)]
                    case .role(let name): ["role": .string(name)]
                    }
                }
            )
        }
        return note
    }

    /// Where the store has what is configured for a definition.
    package static func key(of definition: String) -> String {
        "processes:configuration:\(definition)"
    }
}
