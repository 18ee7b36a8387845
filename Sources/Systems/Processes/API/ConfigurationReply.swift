import JSON

/// What is configured for a definition, beside what its latest version says.
struct ConfigurationReply {
    let graph: ProcessGraph
    let record: ConfigurationRecord

    var json: JSONValue {
        [
            "definition": .string(graph.definition.id),
            "version": .integer(Int64(graph.version)),
            "revision": .integer(record.revision),
            "criteria": .array(criteria),
            "recipients": .array(recipients),
            "changes": .array(record.changes.map(change)),
        ]
    }

    /// Every criterion with the threshold that holds, and the one of the definition.
    private var criteria: [JSONValue] {
        graph.definition.processes.flatMap { node in
            let changed = record.thresholds(of: node.id)
            return Criterion.all(of: node).map { criterion -> JSONValue in
                [
                    "process": .string(node.id), "criterion": .string(criterion.name),
                    "comparison": .string(criterion.comparison.rawValue),
                    "threshold": changed[criterion.name] ?? criterion.threshold,
                    "default": criterion.threshold,
                ]
            }
        }
    }

    /// Every mail process and every role with its configured addresses; null where there are none.
    private var recipients: [JSONValue] {
        let mails = graph.definition.processes.filter { $0.module == MailModule.name }
        return mails.map { ["process": .string($0.id), "addresses": addresses(.process($0.id))] }
            + graph.definition.roles.map {
                ["role": .string($0), "addresses": addresses(.role($0))]
            }
    }

    private func addresses(_ subject: RecipientsChange.Subject) -> JSONValue {
        record.addresses(subject).map { .array($0.map { .string($0) }) } ?? .null
    }

    /// A remembered change, with its instant as a text.
    private func change(_ value: JSONValue) -> JSONValue {
        guard var object = value.object else { return value }
        if let instant = object["at"]?.integer { object["at"] = InstanceReply.instant(instant) }
        return .object(object)
    }
}
