import JSON

/// The variables of a scenario, as flows insert them.
enum ScenarioVariables {
    /// The values by name, with those that stand for others replaced.
    static func values(in root: JSONNode) -> [(name: String, value: JSONValue)] {
        guard case .object(let members) = root["vars"]?.value else { return [] }
        let report = DiagnosticReport(file: "", bytes: [], overrides: [])
        // As if they were written in a section of the file.
        let section = JSONMember(
            key: "values",
            keyPosition: root.position,
            value: JSONNode(position: root.position, value: .object(members))
        )
        let copy = JSONNode(
            position: root.position,
            value: .object([section] + rootMembers(root).filter { $0.key == "vars" })
        )
        let resolved = VariableResolver.resolve(copy, report: report)
        guard case .object(let values) = resolved["values"]?.value else { return [] }
        return values.map { ($0.key, $0.value.jsonValue()) }
    }

    private static func rootMembers(_ root: JSONNode) -> [JSONMember] {
        if case .object(let members) = root.value { members } else { [] }
    }
}
