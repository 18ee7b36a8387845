import Infrastructure
import JSON
import LoadGeneration

/// Reads the variables that a load gives to its flow.
extension LoadReader {
    func variables(
        of values: ConfigurationValues,
        flow: FlowCatalogue.Flow?,
        in load: JSONNode,
        at path: String
    ) -> (written: [(name: String, value: JSONValue)], canonical: JSONValue) {
        guard let flow = flow?.description else { return ([], .null) }
        let keys = flow.variables.map { variable in
            SchemaKey(
                variable.name,
                Self.kind(of: variable),
                required: variable.defaultValue == nil,
                variable.summary
            )
        }
        var defaults = flow.variables.compactMap { variable in
            variable.defaultValue.map { (path: variable.name, value: $0) }
        }
        var written: [(name: String, value: JSONValue)] = []
        let node = values.node("vars")
        let path = path.extended(by: "vars")
        let none = JSONNode(position: load.position, value: .object([]))
        let checked = sections.read(node ?? none, keys, of: "variable", at: path)
        if case .object(let members) = node?.value {
            written = members.map { ($0.key, $0.value.jsonValue()) }
            defaults.removeAll { variable in members.contains { $0.key == variable.path } }
        }
        let isComplete = keys.allSatisfy { !checked.failed($0.name) }
        if isComplete, written.allSatisfy({ checked[$0.name] != nil }) {
            checkPlaceholders(of: flow, written, in: node ?? none, at: path)
        }
        return (written, checked.canonical(filling: defaults, keys: keys))
    }

    /// A variable whose default has parts, such as a body, may be any value.
    private static func kind(of variable: FlowVariable) -> SchemaKind {
        switch (variable.kind, variable.defaultValue) {
        case (nil, _), (.section, _), (_, .object), (_, .array): .json
        case (let kind?, _): SchemaKind(kind)
        }
    }
}
