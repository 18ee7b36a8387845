import Infrastructure
import JSON

/// An instance as replies show it.
struct InstanceReply {
    let id: String
    let record: InstanceRecord
    let graph: ProcessGraph

    private var instance: ProcessInstance { record.instance }

    /// All of it but the history.
    var json: JSONValue {
        var object = summary
        object["variables"] = .some(.object(instance.variables))
        object["steps"] = .array(instance.steps.map(json))
        object["joins"] = .array(joins)
        return .object(object)
    }

    var summary: JSONObject {
        [
            "id": .string(id),
            "definition": .string(graph.definition.id),
            "version": .integer(Int64(graph.version)),
            "key": key,
            "parent": parent,
            "status": .string(instance.status.rawValue),
            "paused": .bool(instance.isPaused),
            "result": instance.result.map { .string($0) } ?? .null,
            "startedAt": Self.instant(instance.startedAt),
            "endedAt": instance.endedAt.map(Self.instant) ?? .null,
            "closesAt": closesAt,
        ]
    }

    /// What events find it by; null for none.
    var key: JSONValue {
        record.header.key.isEmpty ? .null : .string(record.header.key)
    }

    /// The step of another instance that waits for this one.
    private var parent: JSONValue {
        guard let parent = record.header.parent else { return .null }
        return ["instance": .string(parent.instance), "visit": .integer(Int64(parent.step.visit))]
    }

    /// When the time to live is over; null for an instance that is over or may live for ever.
    private var closesAt: JSONValue {
        guard !instance.status.isOver, let life = graph.definition.timeToLive else { return .null }
        return Self.instant(instance.startedAt, plus: life)
    }

    static func instant(_ nanoseconds: Int64) -> JSONValue {
        .string(InstantText.text(Timestamp(nanoseconds: nanoseconds)))
    }

    /// An instant so much later; the last there is for one beyond.
    static func instant(_ nanoseconds: Int64, plus duration: Duration) -> JSONValue {
        .string(InstantText.text(Timestamp(nanoseconds: nanoseconds).adding(duration)))
    }

    func name(of step: StepID) -> StepName {
        StepName(instance: id, process: graph.nodes[step.node].source.id, visit: step.visit)
    }
}

// MARK: - Steps

extension InstanceReply {
    /// A step that has begun and is not over: what it waits for, by name.
    private func json(_ step: ActiveStep) -> JSONValue {
        let node = graph.nodes[step.id.node].source
        var object: JSONObject = [
            "id": .string(name(of: step.id).text),
            "process": .string(node.id),
            "visit": .integer(Int64(step.id.visit)),
            "since": Self.instant(step.since),
            "failures": .integer(Int64(step.failures)),
        ]
        switch step.phase {
        case .ready: object["state"] = "ready"
        case .waiting(let wait): describe(wait, in: &object)
        case .retrying(let instant):
            object["state"] = "retrying"
            object["until"] = Self.instant(instant)
        case .incident(let incident):
            object["state"] = "incident"
            object["reason"] = .string(reason(of: incident, at: step))
        }
        if let deadline = node.deadline {
            object["deadline"] = Self.instant(step.since, plus: deadline)
        }
        return .object(object)
    }

    private func describe(_ wait: StepWait, in object: inout JSONObject) {
        switch wait {
        case .event: object["state"] = "waits-for-event"
        case .answer: object["state"] = "waits-for-answer"
        case .time(let instant):
            object["state"] = "waits"
            object["until"] = Self.instant(instant)
        case .instance(let other):
            object["state"] = "waits-for-instance"
            object["instance"] = .string(other)
        }
    }

    /// Joins that have some of their tokens, with those that they have and those they have not.
    private var joins: [JSONValue] {
        graph.nodes.indices.compactMap { place in
            let incoming = graph.nodes[place].incoming
            guard incoming.contains(where: { instance.tokens[$0] > 0 }) else { return nil }
            return [
                "process": .string(graph.nodes[place].source.id),
                "has": sources(incoming.filter { instance.tokens[$0] > 0 }),
                "waitsFor": sources(incoming.filter { instance.tokens[$0] == 0 }),
            ]
        }
    }

    private func sources(_ links: [Int]) -> JSONValue {
        .array(
            links.map { link in
                let written = graph.definition.links[link]
                return .string("\(written.from).\(written.outcome)")
            }
        )
    }
}

// MARK: - Incidents

extension InstanceReply {
    /// What happened, where, since when and why; nil where the step is no incident.
    func incident(_ step: ActiveStep) -> JSONObject? {
        guard case .incident(let incident) = step.phase else { return nil }
        return [
            "id": .string(name(of: step.id).text),
            "instance": .string(id),
            "definition": .string(graph.definition.id),
            "version": .integer(Int64(graph.version)),
            "process": .string(graph.nodes[step.id.node].source.id),
            "visit": .integer(Int64(step.id.visit)),
            "kind": .string(incident.name),
            "reason": .string(reason(of: incident, at: step)),
            "since": Self.instant(step.since),
        ]
    }

    private func reason(of incident: Incident, at step: ActiveStep) -> String {
        let node = graph.nodes[step.id.node]
        let process = node.source.id
        switch incident {
        case .attemptsUsedUp(let reason):
            let times = node.source.attempts == 1 ? "once" : "\(node.source.attempts) times"
            return "\"\(process)\" failed \(times); the last time: \(reason)"
        case .noWay(let outcome):
            return "\"\(process)\" ended with \"\(node.outcomes[outcome])\", "
                + "and no link leaves with that"
        case .tooManyVisits:
            return "\"\(process)\" has begun \(node.source.visits) times, as often as it may"
        case .deadJoin:
            let missing = node.incoming.filter { instance.tokens[$0] == 0 }.map { link in
                let written = graph.definition.links[link]
                return "\"\(written.from)\" (\(written.outcome))"
            }
            return "the join of \"\(process)\" waits for \(missing.joined(separator: ", ")), "
                + "and nothing is left that could come"
        }
    }
}

extension Incident {
    /// The names of all kinds.
    static let names = ["attempts-used-up", "no-way", "too-many-visits", "dead-join"]

    /// The name of its kind in replies.
    var name: String {
        switch self {
        case .attemptsUsedUp: "attempts-used-up"
        case .noWay: "no-way"
        case .tooManyVisits: "too-many-visits"
        case .deadJoin: "dead-join"
        }
    }
}
