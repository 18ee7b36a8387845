import Infrastructure
import JSON
import LoadGeneration
import SimulationKernel

/// Reads the steps of a flow.
extension FlowReader {
    /// The steps that could be read.
    func steps(_ node: JSONNode, at path: String) -> [FlowStep] {
        guard let elements = sections.elements(of: node, at: path) else { return [] }
        if elements.isEmpty {
            report.error("there is no step", at: node.position, path: path)
        }
        return elements.enumerated().compactMap { index, element in
            step(element, at: path.extended(by: index))
        }
    }

    private func step(_ node: JSONNode, at path: String) -> FlowStep? {
        guard let members = sections.members(of: node, at: path) else { return nil }
        let names = FlowTable.steps.map(\.name)
        for member in members where !names.contains(member.key) {
            report.unknown(
                "step",
                member.key,
                among: names,
                at: member.keyPosition,
                path: path.extended(by: member.key)
            )
            return nil
        }
        guard members.count == 1 else {
            report.error(
                "a step is an object with exactly one key, found \(members.count)",
                at: node.position,
                path: path,
                hint: members.isEmpty
                    ? "it is one of \(Quotation.list(names))" : "write one step after the other"
            )
            return nil
        }
        return step(members[0], in: node, at: path.extended(by: members[0].key))
    }

    private func step(_ member: JSONMember, in whole: JSONNode, at path: String) -> FlowStep? {
        let node = member.value
        switch member.key {
        case "request": return request(node, at: path)
        case "expect": return pattern(node, FlowTable.pattern, at: path).map { .expect($0) }
        case "capture": return captures(node, at: path)
        case "pause":
            let keys = FlowTable.steps.filter { $0.name == "pause" }
            let outer = String(path.dropLast(".pause".count))
            return value("pause", sections.read(whole, keys, at: outer), whole, at: outer)
                .map { .pause($0) }
        case "repeat": return repetition(node, at: path)
        case "when": return condition(node, at: path)
        case "publish": return publication(node, at: path)
        default: return reception(node, at: path)
        }
    }

    /// A value that may be a place: in canonical form, or the text; nil where there is none.
    func value(
        _ key: String,
        _ values: ConfigurationValues,
        _ node: JSONNode,
        at path: String
    ) -> JSONValue? {
        checkPlaces(in: node[key], at: path.extended(by: key))
        guard let value = values[key] else { return nil }
        switch value {
        case .duration(let time), .distribution(.constant(let time)): return .string("\(time)ns")
        case .count(let count): return .integer(count)
        case .distribution: return node[key]?.jsonValue()
        case .node(let node):
            guard case .string(let text) = node.value, Placeholders.only(in: text) == nil else {
                return node.jsonValue()
            }
            report.error(
                "expected one \"${name}\" and nothing else, found \(Quotation.found(node))",
                at: node.position,
                path: path.extended(by: key)
            )
            return nil
        default: return nil
        }
    }

    private func captures(_ node: JSONNode, at path: String) -> FlowStep? {
        guard let members = sections.members(of: node, at: path) else { return nil }
        if members.isEmpty {
            report.error("there is nothing to capture", at: node.position, path: path)
        }
        let captures = members.compactMap { member -> FlowCapture? in
            let own = path.extended(by: member.key)
            let isTaken = GeneratedValue(member.key) != nil
            if isTaken || !NamePattern.variable.matches(member.key) {
                let pattern = NamePattern.variable.expression
                let name = Quotation.quoted(member.key)
                report.error(
                    isTaken
                        ? "\(name) is the name of a generated value"
                        : "the name \(name) does not match \(pattern)",
                    at: member.keyPosition,
                    path: own
                )
            }
            capture(member.key)
            guard case .string(let text) = member.value.value, let way = BodyPath(text) else {
                report.error(
                    "expected a path such as \"$.id\", found \(Quotation.found(member.value))",
                    at: member.value.position,
                    path: own
                )
                return nil
            }
            return FlowCapture(member.key, way)
        }
        return .capture(captures)
    }

    /// What a reply should look like.
    func pattern(_ node: JSONNode, _ keys: [SchemaKey], at path: String) -> ReplyPattern? {
        let values = sections.read(node, keys, at: path)
        guard case .object(let members) = node.value else { return nil }
        if members.isEmpty {
            report.error(
                "there is nothing to expect",
                at: node.position,
                path: path,
                hint: "write \"status\", \"body\" or \"not\""
            )
        }
        var unless: ReplyPattern?
        if let not = node["not"], let key = keys.first(where: { $0.name == "not" }),
            case .section(let keys, _) = key.kind
        {
            unless = pattern(not, keys, at: path.extended(by: "not"))
        }
        return ReplyPattern(
            status: values.count("status").map { HTTPStatus(rawValue: $0) },
            body: fields(node["body"], at: path.extended(by: "body")),
            unless: unless
        )
    }

    private func fields(_ node: JSONNode?, at path: String) -> [ReplyPattern.Field] {
        guard case .object(let members) = node?.value else { return [] }
        return members.compactMap { member in
            let own = path.extended(by: member.key)
            checkPlaces(in: member.value, at: own)
            guard let way = BodyPath(member.key) else {
                report.error(
                    "expected a path such as \"$.code\", found \(Quotation.quoted(member.key))",
                    at: member.keyPosition,
                    path: own
                )
                return nil
            }
            return ReplyPattern.Field(way, member.value.jsonValue())
        }
    }

    private func condition(_ node: JSONNode, at path: String) -> FlowStep? {
        let pattern = pattern(node, FlowTable.condition, at: path)
        let steps = node["steps"].map { self.steps($0, at: path.extended(by: "steps")) }
        guard let pattern, let steps else { return nil }
        if case .object(let members) = node.value, members.allSatisfy({ $0.key == "steps" }) {
            report.error(
                "there is nothing to look for",
                at: node.position,
                path: path,
                hint: "write \"status\", \"body\" or \"not\""
            )
        }
        return .condition(pattern, steps: steps)
    }

    private func repetition(_ node: JSONNode, at path: String) -> FlowStep? {
        let values = sections.read(node, FlowTable.repetition, at: path)
        let every = value("every", values, node, at: path)
        let atMost = value("atMost", values, node, at: path)
        let steps = node["steps"].map { self.steps($0, at: path.extended(by: "steps")) }
        var until: ReplyPattern?
        if let node = node["until"] {
            until = pattern(node, FlowTable.pattern, at: path.extended(by: "until"))
        }
        guard let atMost, let steps else { return nil }
        let repetition = FlowRepetition(every: every, until: until, atMost: atMost, steps: steps)
        if !steps.isEmpty, every.map(FlowStep.isTimeless) ?? true,
            !steps.contains(where: \.takesTime)
        {
            report.error(
                "the rounds take no time",
                at: node.position,
                path: path,
                hint: "write \"every\", or a step that takes time"
            )
        }
        return .repetition(repetition)
    }
}

extension FlowStep {
    /// Whether the step waits for something, so that time can pass.
    var takesTime: Bool {
        switch self {
        case .request, .publish, .receive: true
        case .expect, .capture: false
        case .pause(let time): !Self.isTimeless(time)
        // What is not done takes no time.
        case .condition: false
        case .repetition(let repetition):
            repetition.every.map { !Self.isTimeless($0) } ?? false
                || repetition.steps.contains(where: \.takesTime)
        }
    }

    static func isTimeless(_ duration: JSONValue) -> Bool {
        duration == "0ns" || duration == "0s"
    }
}
