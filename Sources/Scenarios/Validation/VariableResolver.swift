import JSON

/// Puts the values of `vars` where a file has `"$name"`.
///
/// `$` is special only at the start of a value: `"$name"` is the variable, and `$$` a literal
/// dollar. Any other text, such as `"${serial}"` of a flow, stays as it is.
struct VariableResolver {
    /// How many variables may stand for each other in a row.
    private static let longestChain = 16

    private let report: DiagnosticReport
    private let variables: [String: JSONNode]
    private let names: [String]

    /// The whole file with its variables replaced.
    static func resolve(_ root: JSONNode, report: DiagnosticReport) -> JSONNode {
        guard case .object(let members) = root.value else { return root }
        let resolver = VariableResolver(root["vars"], report: report)
        let resolved = members.map { member in
            if member.key == "$schema" || member.key == "vars" { return member }
            let value = resolver.resolved(member.value, path: member.key)
            return JSONMember(key: member.key, keyPosition: member.keyPosition, value: value)
        }
        return JSONNode(position: root.position, value: .object(resolved))
    }

    private init(_ node: JSONNode?, report: DiagnosticReport) {
        self.report = report
        var variables: [String: JSONNode] = [:]
        var names: [String] = []
        if case .object(let members) = node?.value {
            for member in members {
                variables[member.key] = member.value
                names.append(member.key)
            }
            self.variables = variables
            self.names = names
            for member in members { check(member) }
        } else {
            self.variables = [:]
            self.names = []
        }
    }

    private func check(_ member: JSONMember) {
        let path = "vars".extended(by: member.key)
        if !NamePattern.variable.matches(member.key) {
            let pattern = NamePattern.variable.expression
            report.error(
                "the name \(Quotation.quoted(member.key)) does not match \(pattern)",
                at: member.keyPosition,
                path: path
            )
        }
        switch member.value.value {
        case .number, .string:
            _ = resolved(member.value, path: path)
        default:
            report.error(
                "expected a number or a string, found \(Quotation.found(member.value))",
                at: member.value.position,
                path: path
            )
        }
    }

    private func resolved(_ node: JSONNode, path: String) -> JSONNode {
        switch node.value {
        case .null, .bool, .number:
            return node
        case .string(let text):
            return resolved(text, node, path: path)
        case .array(let elements):
            let resolved = elements.enumerated().map { index, element in
                self.resolved(element, path: path.extended(by: index))
            }
            return JSONNode(position: node.position, value: .array(resolved))
        case .object(let members):
            let resolved = members.map { member in
                JSONMember(
                    key: member.key,
                    keyPosition: member.keyPosition,
                    value: self.resolved(member.value, path: path.extended(by: member.key))
                )
            }
            return JSONNode(position: node.position, value: .object(resolved))
        }
    }

    private func resolved(_ text: String, _ node: JSONNode, path: String) -> JSONNode {
        guard let name = Self.reference(text) else {
            return JSONNode(position: node.position, value: .string(Self.unescaped(text)))
        }
        var value = JSONNode.Value.string(text)
        var length = 0
        while case .string(let written) = value, let next = Self.reference(written) {
            guard let variable = variables[next] else {
                // The variable that refers to an unknown one has its own error.
                if next == name { unknown(name, at: node.position, path: path) }
                report.silence(node.position)
                return node
            }
            length += 1
            guard length <= Self.longestChain else {
                if path.utf8.starts(with: "vars.".utf8) {
                    report.error(
                        "the variable refers to itself, or through too many others",
                        at: node.position,
                        path: path
                    )
                }
                report.silence(node.position)
                return node
            }
            value = variable.value
        }
        switch value {
        case .string, .number: break
        default:
            // What no variable can hold has its own error in `vars`.
            report.silence(node.position)
            return node
        }
        report.note(variable: name, at: node.position)
        if case .string(let text) = value { value = .string(Self.unescaped(text)) }
        return JSONNode(position: node.position, value: value)
    }

    /// The text with one dollar where it starts with two.
    private static func unescaped(_ text: String) -> String {
        text.utf8.starts(with: "$$".utf8) ? String(text.dropFirst()) : text
    }

    /// The name in `$name`, or nil when a text is no reference.
    private static func reference(_ text: String) -> String? {
        guard text.utf8.first == UInt8(ascii: "$") else { return nil }
        let name = text.dropFirst()
        return NamePattern.variable.matches(name) ? String(name) : nil
    }

    private func unknown(_ name: String, at position: JSONPosition, path: String) {
        let near = report.wantsDetails ? Suggestion.nearest(to: name, among: names) : nil
        report.error(
            "unknown variable \"$\(name)\"",
            at: position,
            path: path,
            hint: near.map { "did you mean \"$\($0)\"?" } ?? "variables are declared in \"vars\""
        )
    }
}
