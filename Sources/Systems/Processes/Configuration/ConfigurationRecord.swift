package import JSON

/// What is configured for a definition, as the store has it.
package struct ConfigurationRecord: Sendable, Equatable {
    /// How often it has changed.
    package private(set) var revision: Int64 = 0

    /// Thresholds that were changed: process, criterion, number.
    package private(set) var criteria = JSONObject()

    /// Addresses: `processes` and `roles`, then the name.
    package private(set) var recipients = JSONObject()

    /// The latest changes, oldest first: what, by whom, and under which key.
    package private(set) var changes: [JSONValue] = []

    /// How many changes are remembered.
    package static let remembered = 64

    package init() {}

    /// Reads what `json` wrote; anything else is a record of nothing.
    package init(_ value: JSONValue?) {
        revision = value?["revision"]?.integer ?? 0
        criteria = value?["criteria"]?.object ?? JSONObject()
        recipients = value?["recipients"]?.object ?? JSONObject()
        changes = value?["changes"]?.array ?? []
    }

    package var json: JSONValue {
        [
            "revision": .integer(revision), "criteria": .object(criteria),
            "recipients": .object(recipients), "changes": .array(changes),
        ]
    }

    /// The changed thresholds of a process, by the names of its criteria.
    package func thresholds(of process: String) -> JSONObject {
        criteria[process]?.object ?? JSONObject()
    }

    /// Who gets the mails of a process, or of a role; nil where nobody has configured it.
    package func addresses(_ subject: RecipientsChange.Subject) -> [String]? {
        let (group, name) = Self.place(of: subject)
        return recipients[group]?[name]?.array?.compactMap(\.string)
    }

    /// Whether a change under this key is among those remembered.
    func hasChange(_ key: String) -> Bool {
        changes.contains { $0["key"]?.string == key }
    }

    mutating func apply(_ changes: [ThresholdChange]) {
        for change in changes {
            var process = thresholds(of: change.process)
            switch change.amount {
            case .to(let threshold): process[change.criterion] = threshold
            case .by(let difference, let usual):
                process[change.criterion] = (process[change.criterion] ?? usual).plus(difference)
            }
            criteria[change.process] = .object(process)
        }
    }

    mutating func apply(_ changes: [RecipientsChange]) {
        for change in changes {
            let (group, name) = Self.place(of: change.subject)
            var members = recipients[group]?.object ?? JSONObject()
            members[name] = change.addresses.map { .array($0.map { .string($0) }) }
            recipients[group] = .object(members)
        }
    }

    /// Writes down who changed what, and makes it another revision.
    mutating func note(_ change: JSONObject) {
        revision += 1
        changes.append(.object(change))
        if changes.count > Self.remembered {
            changes.removeFirst(changes.count - Self.remembered)
        }
    }

    private static func place(
        of subject: RecipientsChange.Subject
    ) -> (group: String, name: String) {
        switch subject {
        case .process(let name): ("processes", name)
        case .role(let name): ("roles", name)
        }
    }
}
