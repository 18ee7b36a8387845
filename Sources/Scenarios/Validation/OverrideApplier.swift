import JSON

/// Puts the values of `--set` into a file, where the tables say that there is such a path.
struct OverrideApplier {
    private let report: DiagnosticReport
    private let keys: [SchemaKey]

    /// The file with the overrides in it, of which the later ones win.
    static func apply(
        _ overrides: [ScenarioOverride],
        to root: JSONNode,
        keys: [SchemaKey],
        report: DiagnosticReport
    ) -> JSONNode {
        let applier = OverrideApplier(report: report, keys: keys)
        var root = root
        for (index, override) in overrides.enumerated() {
            root = applier.apply(override, index, to: root)
        }
        return root
    }

    private func apply(_ override: ScenarioOverride, _ index: Int, to root: JSONNode) -> JSONNode {
        let position = DiagnosticReport.position(ofOverride: index)
        let value = value(of: override, at: position)
        do throws(ValueProblem) {
            guard let steps = OverridePath.steps(override.path) else {
                throw ValueProblem(
                    "\(Quotation.quoted(override.path)) is no path",
                    hint: "write keys with dots between them, as in load.activations.rate"
                )
            }
            let target = Target(value: value, position: position)
            return try target.set(steps[...], in: root, as: .section(keys), at: "")
        } catch {
            report.usage(error.message, argument: override.argument, hint: error.hint)
            return root
        }
    }

    private func value(of override: ScenarioOverride, at position: JSONPosition) -> JSONNode {
        guard let document = try? JSONReader.read(override.value) else {
            return JSONNode(position: position, value: .string(override.value))
        }
        for duplicate in document.duplicateKeys {
            report.usage(
                "the key \(Quotation.quoted(duplicate.key)) is there twice",
                argument: override.argument
            )
        }
        return relocated(document.root, to: position)
    }

    private func relocated(_ node: JSONNode, to position: JSONPosition) -> JSONNode {
        switch node.value {
        case .array(let elements):
            let moved = elements.map { relocated($0, to: position) }
            return JSONNode(position: position, value: .array(moved))
        case .object(let members):
            let moved = members.map { member in
                JSONMember(
                    key: member.key,
                    keyPosition: position,
                    value: relocated(member.value, to: position)
                )
            }
            return JSONNode(position: position, value: .object(moved))
        default:
            return JSONNode(position: position, value: node.value)
        }
    }
}

/// A value on its way to its place.
private struct Target {
    let value: JSONNode
    let position: JSONPosition

    /// The value `node` of a kind with the target at the end of `steps` within it.
    func set(
        _ steps: ArraySlice<OverridePath.Step>,
        in node: JSONNode?,
        as kind: SchemaKind,
        at path: String
    ) throws(ValueProblem) -> JSONNode {
        switch steps.first {
        case .index(let index): try set(steps, element: index, of: node, kind, at: path)
        case .key(let name): try set(steps, member: name, of: node, kind, at: path)
        case nil: value
        }
    }

    private func set(
        _ steps: ArraySlice<OverridePath.Step>,
        element index: Int,
        of node: JSONNode?,
        _ kind: SchemaKind,
        at path: String
    ) throws(ValueProblem) -> JSONNode {
        var (elements, elementKind) = try elements(of: node, kind, at: path)
        let elementPath = path.extended(by: index)
        guard elements.indices.contains(index) else {
            throw ValueProblem(
                "unknown path \(Quotation.quoted(elementPath))",
                hint: "\(path) has \(elements.count) elements, counted from 0"
            )
        }
        elements[index] = try set(
            steps.dropFirst(),
            in: elements[index],
            as: elementKind,
            at: elementPath
        )
        return JSONNode(position: node?.position ?? position, value: .array(elements))
    }

    private func set(
        _ steps: ArraySlice<OverridePath.Step>,
        member name: String,
        of node: JSONNode?,
        _ kind: SchemaKind,
        at path: String
    ) throws(ValueProblem) -> JSONNode {
        let memberKind = try kind.member(name, of: node, at: path)
        var members = try members(of: node, at: path)
        let index = members.lastIndex { $0.key == name }
        let member = JSONMember(
            key: name,
            keyPosition: index.map { members[$0].keyPosition } ?? position,
            value: try set(
                steps.dropFirst(),
                in: index.map { members[$0].value },
                as: memberKind,
                at: path.extended(by: name)
            )
        )
        if let index { members[index] = member } else { members.append(member) }
        return JSONNode(position: node?.position ?? position, value: .object(members))
    }

    private func members(of node: JSONNode?, at path: String) throws(ValueProblem) -> [JSONMember] {
        guard let node else { return [] }
        if case .object(let members) = node.value { return members }
        throw ValueProblem(
            "\(Quotation.quoted(path)) is \(node.kind) in the file and has no keys"
        )
    }

    private func elements(
        of node: JSONNode?,
        _ kind: SchemaKind,
        at path: String
    ) throws(ValueProblem) -> ([JSONNode], SchemaKind) {
        switch (kind, node?.value) {
        case (.list(let element), .array(let elements)): return (elements, element)
        case (.list(let element), nil): return ([], element)
        case (.json, .array(let elements)), (.steps, .array(let elements)):
            return (elements, .json)
        default: throw ValueProblem("\(Quotation.quoted(path)) is no array")
        }
    }
}

extension SchemaKind {
    /// The kind of a member of a value of this kind, if it may have that member.
    fileprivate func member(
        _ name: String,
        of node: JSONNode?,
        at path: String
    ) throws(ValueProblem) -> SchemaKind {
        var present: [String] = []
        if case .object(let members) = node?.value { present = members.map(\.key) }
        switch self {
        case .section(let keys, _), .row(let keys), .threshold(let keys), .window(let keys):
            if let key = keys.first(where: { $0.name == name }) { return key.kind }
            throw Self.unknown(name, at: path, among: keys.map(\.name))
        case .moment(let keys) where node?.value.isObject == true:
            if let key = keys.first(where: { $0.name == name }) { return key.kind }
            throw Self.unknown(name, at: path, among: keys.map(\.name))
        case .distribution where node?.value.isObject == true:
            let keys = DistributionTable.allKeys
            if let key = keys.first(where: { $0.name == name }) { return key.kind }
            throw Self.unknown(name, at: path, among: keys.map(\.name))
        case .map(let kind, let isClosed):
            if !isClosed || present.contains(name) { return kind }
            throw Self.unknown(name, at: path, among: present)
        case .json where node?.value.isObject == true:
            return .json
        case .json:
            throw ValueProblem("unknown path \(Quotation.quoted(path.extended(by: name)))")
        default:
            throw ValueProblem("\(Quotation.quoted(path)) has no keys of its own")
        }
    }

    private static func unknown(
        _ name: String,
        at path: String,
        among names: [String]
    ) -> ValueProblem {
        let near = Suggestion.nearest(to: name, among: names).map {
            "did you mean \(Quotation.quoted(path.extended(by: $0)))?"
        }
        return ValueProblem(
            "unknown path \(Quotation.quoted(path.extended(by: name)))",
            hint: near ?? Suggestion.hint(for: name, among: names)
                ?? "the file has nothing under \(Quotation.quoted(path))"
        )
    }
}

extension JSONNode.Value {
    fileprivate var isObject: Bool {
        if case .object = self { true } else { false }
    }
}
