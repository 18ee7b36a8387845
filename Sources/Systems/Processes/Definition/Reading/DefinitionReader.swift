package import Infrastructure
package import JSON

/// Reads definitions as people write them, and finds all that is not written as it should be.
///
/// Never throws: what could not be read is left at its default, and an id, an outcome or the end
/// of a link at the empty name, so that every process and link keeps its place. Whether the parts
/// fit together is for `DefinitionCheck`.
package struct DefinitionReader {
    private var fields = FieldReader()

    /// A definition, and what is wrong with the way it is written.
    package static func read(
        _ value: JSONValue
    ) -> (definition: ProcessDefinition, problems: [DefinitionProblem]) {
        var reader = DefinitionReader()
        let definition = reader.definition(value)
        return (definition, reader.fields.problems)
    }

    /// A process alone; `path` is where it stands in whatever it is a part of.
    package static func readProcess(
        _ value: JSONValue,
        at path: BodyPath = BodyPath()
    ) -> (process: ProcessNode, problems: [DefinitionProblem]) {
        var reader = DefinitionReader()
        let process = reader.process(value, at: path)
        return (process, reader.fields.problems)
    }

    /// A link alone.
    package static func readLink(
        _ value: JSONValue,
        at path: BodyPath = BodyPath()
    ) -> (link: ProcessLink, problems: [DefinitionProblem]) {
        var reader = DefinitionReader()
        let link = reader.link(value, at: path)
        return (link, reader.fields.problems)
    }

    private mutating func definition(_ value: JSONValue) -> ProcessDefinition {
        let root = BodyPath()
        let keys = ["id", "title", "timeToLive", "processes", "links"]
        guard let object = fields.object(value, keys, required: ["id"], at: root) else {
            return ProcessDefinition(id: "")
        }
        var definition = ProcessDefinition(id: fields.name(object, "id", at: root))
        definition.title = fields.text(object, "title", at: root) ?? ""
        definition.timeToLive = fields.duration(object, "timeToLive", at: root)
        let most = DefinitionLimits.processes
        for value in fields.list(object, "processes", most: most, at: root) {
            definition.processes.append(process(value, at: .process(definition.processes.count)))
        }
        for value in fields.list(object, "links", most: DefinitionLimits.links, at: root) {
            definition.links.append(link(value, at: .link(definition.links.count)))
        }
        return definition
    }

    private mutating func link(_ value: JSONValue, at path: BodyPath) -> ProcessLink {
        let keys = ["from", "outcome", "to", "result"]
        guard let object = fields.object(value, keys, required: ["from", "to"], at: path) else {
            return ProcessLink(from: "", outcome: "", target: .process(""))
        }
        let from = fields.name(object, "from", at: path)
        let outcome = fields.name(object, "outcome", or: "done", at: path)
        let to = fields.name(object, "to", at: path)
        let result = fields.text(object, "result", at: path)
        if object["result"] != nil, !to.isEmpty, !DefinitionLimits.reservedIDs.contains(to) {
            fields.note(
                path.key("result"),
                "only a link to \"end\" or \"terminate\" has a result",
                hint: "leave out \"result\""
            )
        }
        let target: LinkTarget =
            switch to {
            case "end": .end(result: result)
            case "terminate": .terminate(result: result)
            default: .process(to)
            }
        return ProcessLink(from: from, outcome: outcome, target: target)
    }
}

// MARK: - Processes

extension DefinitionReader {
    private static let processKeys = [
        "id", "kind", "outcomes", "module", "settings", "start", "join", "deadline",
        "escalations", "attempts", "retryDelay", "visits",
    ]

    private mutating func process(_ value: JSONValue, at path: BodyPath) -> ProcessNode {
        let required = ["id", "module"]
        guard let object = fields.object(value, Self.processKeys, required: required, at: path)
        else { return ProcessNode(id: "", module: "") }
        var node = ProcessNode(
            id: fields.name(object, "id", at: path),
            module: fields.name(object, "module", at: path)
        )
        if DefinitionLimits.reservedIDs.contains(node.id) {
            fields.note(
                path.key("id"),
                "no process can be called \(Quotation.quoted(node.id))",
                hint: "links lead to it where a token ends"
            )
        }
        readOutcomes(of: object, into: &node, at: path)
        if let settings = object["settings"] {
            if let settings = settings.object {
                node.settings = settings
            } else {
                let found = Quotation.found(settings)
                fields.note(path.key("settings"), "expected an object, found \(found)")
            }
        }
        node.isStart = fields.flag(object, "start", at: path) ?? false
        if let join = object["join"] { node.join = self.join(join, at: path.key("join")) }
        node.deadline = fields.duration(object, "deadline", at: path)
        node.escalations = escalations(of: object, at: path)
        readLimits(of: object, into: &node, at: path)
        return node
    }

    private mutating func readOutcomes(
        of object: JSONObject,
        into node: inout ProcessNode,
        at path: BodyPath
    ) {
        if let kind = object["kind"] {
            let names = ProcessKind.allCases.map(\.rawValue)
            let name = fields.choice(kind, names, at: path.key("kind"))
            node.kind = name.flatMap(ProcessKind.init) ?? .binary
        }
        guard object["outcomes"] != nil else {
            guard node.kind == .scenario else { return }
            node.outcomes = []
            fields.note(
                path,
                "missing key \"outcomes\"",
                hint: "write what it may end with, as in [\"confirmed\", \"rejected\"]"
            )
            return
        }
        let most = DefinitionLimits.outcomes
        node.outcomes = []
        for value in fields.list(object, "outcomes", most: most, at: path) {
            let place = path.key("outcomes").index(node.outcomes.count)
            node.outcomes.append(fields.name(value, at: place))
        }
    }

    private mutating func join(_ value: JSONValue, at path: BodyPath) -> JoinMode {
        if value.object != nil {
            let keys = ["atLeast"]
            guard let object = fields.object(value, keys, required: keys, at: path),
                let count = fields.count(
                    object,
                    "atLeast",
                    most: DefinitionLimits.links,
                    at: path
                )
            else { return .each }
            return .atLeast(count)
        }
        switch fields.choice(value, ["each", "all", "any", "active"], at: path) {
        case "all": return .all
        case "any": return .any
        case "active": return .active
        default: return .each
        }
    }

    private mutating func escalations(
        of object: JSONObject,
        at path: BodyPath
    ) -> [ProcessEscalation] {
        var escalations: [ProcessEscalation] = []
        let most = DefinitionLimits.escalations
        let values = fields.list(object, "escalations", most: most, at: path)
        for (place, value) in values.enumerated() {
            let path = path.key("escalations").index(place)
            let keys = ["after", "role"]
            let object = fields.object(value, keys, required: keys, at: path) ?? JSONObject()
            let role = fields.name(object, "role", at: path)
            let after = fields.duration(object, "after", at: path)
            escalations.append(ProcessEscalation(after: after ?? .zero, role: role))
        }
        return escalations
    }

    private mutating func readLimits(
        of object: JSONObject,
        into node: inout ProcessNode,
        at path: BodyPath
    ) {
        let delay = fields.duration(object, "retryDelay", allowsZero: true, at: path)
        if let delay { node.retryDelay = delay }
        let attempts = fields.count(object, "attempts", most: DefinitionLimits.attempts, at: path)
        if let attempts { node.attempts = attempts }
        let visits = fields.count(object, "visits", most: DefinitionLimits.visits, at: path)
        if let visits { node.visits = visits }
    }
}
