import JSON

/// Checks sections of a file against the tables of their keys.
struct SectionReader {
    let report: DiagnosticReport

    /// The values of a section, as far as they are what the table asks for.
    ///
    /// Whatever is not goes to the report; what could be read is there all the same.
    func read(
        _ node: JSONNode,
        _ keys: [SchemaKey],
        of noun: String = "key",
        at path: String
    ) -> ConfigurationValues {
        var values = ConfigurationValues()
        guard let members = members(of: node, at: path) else { return values }
        for member in members {
            let memberPath = path.extended(by: member.key)
            if let key = keys.first(where: { $0.name == member.key }) {
                read(member, as: key, at: memberPath, into: &values)
            } else {
                let names = keys.map(\.name)
                let near = report.unknown(
                    noun,
                    member.key,
                    among: names,
                    at: member.keyPosition,
                    path: memberPath
                )
                // A misspelt key is one mistake: the right one does not count as missing too.
                if let near, node[near] == nil { values.addFailure(at: near) }
            }
        }
        for key in keys
        where key.isRequired && node[key.name] == nil && !values.failed(key.name) {
            values.addFailure(at: key.name)
            report.error(
                "missing \(noun) \(Quotation.quoted(key.name))",
                at: node.position,
                path: path,
                hint: hint(for: key)
            )
        }
        return values
    }

    /// The members of an object; nil, with an error, for anything else.
    func members(of node: JSONNode, at path: String) -> [JSONMember]? {
        if case .object(let members) = node.value { return members }
        report.error(
            "expected an object, found \(Quotation.found(node))",
            at: node.position,
            path: path
        )
        return nil
    }

    /// The elements of a list; nil, with an error, for anything else.
    func elements(of node: JSONNode, at path: String) -> [JSONNode]? {
        if case .array(let elements) = node.value { return elements }
        report.error(
            "expected an array, found \(Quotation.found(node))",
            at: node.position,
            path: path
        )
        return nil
    }

    private func hint(for key: SchemaKey) -> String? {
        guard case .choice(let names, _) = key.kind else { return nil }
        return names.count == 1
            ? "write \(Quotation.list(names))"
            : "it is one of \(Quotation.list(names))"
    }

    private func read(
        _ member: JSONMember,
        as key: SchemaKey,
        at path: String,
        into values: inout ConfigurationValues
    ) {
        let node = member.value
        if case .later(let nothing) = key.availability {
            return refuse(member, key, unless: nothing, at: path)
        }
        if case .section(let keys, let noun) = key.kind {
            values.add(read(node, keys, of: noun, at: path), under: key.name)
        } else if let checked = read(node, as: key.kind, at: path) {
            values.add(checked, at: key.name, position: node.position)
        } else {
            values.addFailure(at: key.name)
        }
    }

    /// A value that is no section; nil, with an error, where it is not of its kind.
    private func read(_ node: JSONNode, as kind: SchemaKind, at path: String) -> CheckedValue? {
        switch kind {
        case .distribution:
            return DistributionReader(sections: self).read(node, at: path)
        case .map:
            guard members(of: node, at: path) != nil else { return nil }
            return CheckedValue(value: .node(node), canonical: node.jsonValue())
        case .list(let element):
            return list(node, of: element, at: path)
        case .row(let keys):
            guard members(of: node, at: path) != nil else { return nil }
            let values = read(node, keys, at: path)
            return CheckedValue(value: .section(values), canonical: values.canonical)
        case .template(let kind):
            guard case .string(let text) = node.value, text.contains("${") else {
                return read(node, as: kind, at: path)
            }
            return CheckedValue(value: .node(node), canonical: .string(text))
        default:
            do throws(ValueProblem) {
                return try ValueReader.read(node, as: kind)
            } catch {
                report.error(error.message, at: node.position, path: path, hint: error.hint)
                return nil
            }
        }
    }

    private func list(
        _ node: JSONNode,
        of kind: SchemaKind,
        at path: String
    ) -> CheckedValue? {
        guard let elements = elements(of: node, at: path) else { return nil }
        var values: [CheckedValue] = []
        for (index, element) in elements.enumerated() {
            guard let value = read(element, as: kind, at: path.extended(by: index)) else {
                continue
            }
            values.append(value)
        }
        guard values.count == elements.count else { return nil }
        return CheckedValue(
            value: .list(values.map(\.value)),
            canonical: .array(values.map(\.canonical))
        )
    }

    /// Refuses what only later versions do, part by part where it has parts.
    private func refuse(
        _ member: JSONMember,
        _ key: SchemaKey,
        unless nothing: JSONValue?,
        at path: String
    ) {
        let node = member.value
        if let nothing, node.jsonValue() == nothing { return }
        switch (key.kind, node.value) {
        case (.list, .array(let elements)):
            for (index, element) in elements.enumerated() {
                refuse(key.name, at: element.position, path: path.extended(by: index))
            }
        case (.map, .object(let members)):
            for member in members {
                refuse(key.name, at: member.keyPosition, path: path.extended(by: member.key))
            }
        case (.json, _):
            refuse(key.name, at: member.keyPosition, path: path)
        default:
            guard read(node, as: key.kind, at: path) != nil else { return }
            refuse(key.name, at: member.keyPosition, path: path)
        }
    }

    private func refuse(_ name: String, at position: JSONPosition, path: String) {
        report.error(
            "\(Quotation.quoted(name)) is not available in this version",
            at: position,
            path: path
        )
    }
}
