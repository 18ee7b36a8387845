import Infrastructure
package import JSON

/// Asks a module to carry out a step.
struct StepMessage: Sendable, Equatable {
    let instance: String
    let step: StepID

    /// Which time of asking this is; a message of an earlier one is late.
    let turn: Int

    init(instance: String, step: StepID, turn: Int) {
        self.instance = instance
        self.step = step
        self.turn = turn
    }

    init?(_ body: Payload) {
        guard let words = body.json?.array, words.count == 4, let instance = words[0].string,
            let step = StepID(words[1], words[2]), let turn = words[3].integer
        else { return nil }
        self.init(instance: instance, step: step, turn: Int(turn))
    }

    var message: Message {
        Message(
            .json([
                .string(instance), .integer(Int64(step.node)), .integer(Int64(step.visit)),
                .integer(Int64(turn)),
            ])
        )
    }
}

/// Asks for something to be done to an instance at an instant.
struct TimerMessage: Sendable, Equatable {
    enum Kind: Int64, Sendable {
        /// The pause before an attempt, or a delay, is over.
        case wake
        case deadline
        case escalation
        case timeToLive
    }

    let instance: String
    let kind: Kind
    let step: StepID

    /// The turn of the step for a wake, the number of the escalation for one, else 0.
    let turn: Int
    let due: Timestamp

    init(instance: String, kind: Kind, step: StepID, turn: Int, due: Timestamp) {
        self.instance = instance
        self.kind = kind
        self.step = step
        self.turn = turn
        self.due = due
    }

    init?(_ body: Payload) {
        guard let words = body.json?.array, words.count == 6, let instance = words[0].string,
            let kind = words[1].integer.flatMap(Kind.init), let step = StepID(words[2], words[3]),
            let turn = words[4].integer, let due = words[5].integer
        else { return nil }
        self.init(
            instance: instance,
            kind: kind,
            step: step,
            turn: Int(turn),
            due: Timestamp(nanoseconds: due)
        )
    }

    var message: Message {
        Message(
            .json([
                .string(instance), .integer(kind.rawValue), .integer(Int64(step.node)),
                .integer(Int64(step.visit)), .integer(Int64(turn)), .integer(due.nanoseconds),
            ])
        )
    }
}

/// Tells an instance something that one of its steps waits for.
enum CommandMessage: Sendable, Equatable {
    /// Somebody answered a question.
    case answer(instance: String, step: StepID, Answer)
    /// The sub-process that a step is has ended.
    case ended(instance: String, step: StepID, child: String, status: InstanceStatus, String?)

    init?(_ body: Payload) {
        guard let words = body.json?.array, words.count == 7, let instance = words[0].string,
            let step = StepID(words[1], words[2]), let name = words[4].string,
            let other = words[5].string
        else { return nil }
        if words[3].bool == true {
            guard let values = words[6].object else { return nil }
            let answer = Answer(
                outcome: name,
                author: other,
                key: "",
                assigning: values
            )
            self = .answer(instance: instance, step: step, answer)
        } else {
            guard let status = InstanceStatus(rawValue: other) else { return nil }
            self = .ended(
                instance: instance,
                step: step,
                child: name,
                status: status,
                words[6].string
            )
        }
    }

    var message: Message {
        let words: [JSONValue] =
            switch self {
            case .answer(let instance, let step, let answer):
                Self.address(instance, step) + [
                    .bool(true), .string(answer.outcome), .string(answer.author),
                    .object(answer.assigning),
                ]
            case .ended(let instance, let step, let child, let status, let result):
                Self.address(instance, step) + [
                    .bool(false), .string(child), .string(status.rawValue),
                    result.map { .string($0) } ?? .null,
                ]
            }
        return Message(.json(.array(words)))
    }

    private static func address(_ instance: String, _ step: StepID) -> [JSONValue] {
        [.string(instance), .integer(Int64(step.node)), .integer(Int64(step.visit))]
    }
}

/// An answer to a question.
package struct Answer: Sendable, Equatable {
    package let outcome: String
    package let author: String

    /// By which a repetition of the answer is known; empty for none.
    package let key: String
    package let assigning: JSONObject

    package init(
        outcome: String,
        author: String,
        key: String = "",
        assigning: JSONObject = JSONObject()
    ) {
        self.outcome = outcome
        self.author = author
        self.key = key
        self.assigning = assigning
    }
}

extension StepID {
    fileprivate init?(_ node: JSONValue, _ visit: JSONValue) {
        guard let node = node.integer, let visit = visit.integer, node >= 0, visit >= 0 else {
            return nil
        }
        self.init(node: Int(node), visit: Int(visit))
    }
}
