import Infrastructure
import JSON

/// The history of an instance as replies show it: an entry for each thing that was done to it.
struct HistoryReply {
    let graph: ProcessGraph

    func json(_ entry: HistoryEntry) -> JSONValue {
        var object: JSONObject = ["at": InstanceReply.instant(entry.at)]
        object["kind"] = .string(entry.input.name)
        if let step = entry.input.step {
            object["process"] = .string(graph.nodes[step.node].source.id)
            object["visit"] = .integer(Int64(step.visit))
        }
        describe(entry.input, in: &object)
        return .object(object)
    }

    private func describe(_ input: InstanceInput, in object: inout JSONObject) {
        switch input {
        case .started(let variables), .assigned(let variables, _):
            object["variables"] = .some(.object(variables))
        case .event(let id, let readings):
            object["event"] = .string(id)
            object["readings"] = .some(.object(readings))
        case .waits(_, let wait): describe(wait, in: &object)
        case .ended(let step, let outcome, let assigning, let answerer):
            object["outcome"] = .string(graph.nodes[step.node].outcomes[outcome])
            if let answerer { object["author"] = .string(answerer.author) }
            if !assigning.isEmpty { object["variables"] = .some(.object(assigning)) }
        case .attemptFailed(_, let reason, _): object["reason"] = .string(reason)
        default: break
        }
        if let author = input.author { object["author"] = .string(author) }
    }

    private func describe(_ wait: StepWait, in object: inout JSONObject) {
        switch wait {
        case .event: object["for"] = "event"
        case .answer: object["for"] = "answer"
        case .time(let instant):
            object["for"] = "time"
            object["until"] = InstanceReply.instant(instant)
        case .instance(let other):
            object["for"] = "instance"
            object["instance"] = .string(other)
        }
    }
}

extension InstanceInput {
    fileprivate var name: String {
        switch self {
        case .started: "started"
        case .event: "event"
        case .waits: "waits"
        case .ended: "ended"
        case .attemptFailed: "attempt-failed"
        case .woke: "woke"
        case .escalated: "escalated"
        case .deadline: "deadline"
        case .retried: "retried"
        case .assigned: "assigned"
        case .paused: "paused"
        case .resumed: "resumed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        }
    }

    fileprivate var step: StepID? {
        switch self {
        case .waits(let step, _), .ended(let step, _, _, _), .attemptFailed(let step, _, _),
            .woke(let step), .escalated(let step), .deadline(let step), .retried(let step, _):
            step
        default: nil
        }
    }

    /// Who did it, where somebody did.
    fileprivate var author: String? {
        switch self {
        case .retried(_, let author), .assigned(_, let author), .paused(let author),
            .resumed(let author), .cancelled(let author):
            author
        default: nil
        }
    }
}
