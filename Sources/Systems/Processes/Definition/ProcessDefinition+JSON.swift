import Infrastructure
package import JSON

extension ProcessDefinition {
    /// The definition as its author may have written it, without what holds anyway.
    package var json: JSONValue {
        var object: JSONObject = ["id": .string(id)]
        if !title.isEmpty { object["title"] = .string(title) }
        if let timeToLive { object["timeToLive"] = timeToLive.json }
        object["processes"] = .array(processes.map(\.json))
        object["links"] = .array(links.map(\.json))
        return .object(object)
    }
}

extension ProcessNode {
    package var json: JSONValue {
        var object: JSONObject = ["id": .string(id), "kind": .string(kind.rawValue)]
        if kind == .scenario || outcomes != ["done"] {
            object["outcomes"] = .array(outcomes.map { .string($0) })
        }
        object["module"] = .string(module)
        if !settings.isEmpty { object["settings"] = .object(settings) }
        if isStart { object["start"] = true }
        if join != .each { object["join"] = join.json }
        if let deadline { object["deadline"] = deadline.json }
        if !escalations.isEmpty {
            object["escalations"] = .array(
                escalations.map { ["after": $0.after.json, "role": .string($0.role)] }
            )
        }
        let usual = ProcessNode(id: id, module: module)
        if attempts != usual.attempts { object["attempts"] = .integer(Int64(attempts)) }
        if retryDelay != usual.retryDelay { object["retryDelay"] = retryDelay.json }
        if visits != usual.visits { object["visits"] = .integer(Int64(visits)) }
        return .object(object)
    }
}

extension JoinMode {
    package var json: JSONValue {
        switch self {
        case .each: "each"
        case .all: "all"
        case .any: "any"
        case .active: "active"
        case .atLeast(let count): ["atLeast": .integer(Int64(count))]
        }
    }
}

extension ProcessLink {
    package var json: JSONValue {
        var object: JSONObject = ["from": .string(from)]
        if outcome != "done" { object["outcome"] = .string(outcome) }
        switch target {
        case .process(let id): object["to"] = .string(id)
        case .end(let result):
            object["to"] = "end"
            if let result { object["result"] = .string(result) }
        case .terminate(let result):
            object["to"] = "terminate"
            if let result { object["result"] = .string(result) }
        }
        return .object(object)
    }
}

extension Duration {
    /// The duration as a definition has it, in the largest unit that it is a whole number of.
    fileprivate var json: JSONValue { .string(DurationText.text(nanoseconds)) }
}
