import Infrastructure
import JSON
import LoadGeneration

extension LoadReader {
    /// Checks the places `${name}` in the variables of a load, by preparing its flow with them.
    func checkPlaceholders(
        of flow: FlowDescription,
        _ written: [(name: String, value: JSONValue)],
        in node: JSONNode,
        at path: String
    ) {
        do throws(FlowError) {
            _ = try LoadAssembly.program(flow, written)
        } catch {
            switch error {
            case .unknownVariable(let name)
            where report.hasErrors && !node.jsonValue().contains("${\(name)}"):
                // The text is in the flow, where it was told.
                return
            case .unknownVariable(let name):
                let (position, path) = place(of: "${\(name)}", in: node, at: path)
                let names = flow.variables.map(\.name)
                guard !names.contains(name) else {
                    let message = "the variable \(name) cannot be inserted here"
                    return report.error(message, at: position, path: path)
                }
                let known = names + GeneratedValue.names
                report.unknown("variable", name, among: known, at: position, path: path)
            case .unclosedPlaceholder(let text):
                let (position, path) = place(of: text, in: node, at: path)
                report.error("\"${\" without \"}\"", at: position, path: path)
            case .wrongValue(let name, let expected):
                let (position, path) = place(of: "${\(name)}", in: node, at: path)
                let message = "the flow needs \(expected) as the value of \(name)"
                report.error(message, at: position, path: path)
            case .badValue(let expected):
                let message = "the flow \(flow.name) needs \(expected)"
                report.error(message, at: node.position, path: path)
            }
        }
    }

    /// Where a text is written among the variables, else where they begin.
    private func place(
        of text: String,
        in node: JSONNode,
        at path: String
    ) -> (JSONPosition, String) {
        guard case .object(let members) = node.value else { return (node.position, path) }
        for member in members where text == "${\(member.key)}" {
            return (member.value.position, path.extended(by: member.key))
        }
        for member in members where member.value.jsonValue().contains(text) {
            return (member.value.position, path.extended(by: member.key))
        }
        return (node.position, path)
    }
}

extension JSONValue {
    /// True when a string within the value has the text in it.
    fileprivate func contains(_ text: String) -> Bool {
        switch self {
        case .string(let string): string.contains(text)
        case .array(let elements): elements.contains { $0.contains(text) }
        case .object(let object): object.members.contains { $0.value.contains(text) }
        default: false
        }
    }
}
