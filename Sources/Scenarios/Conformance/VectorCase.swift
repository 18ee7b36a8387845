import JSON

/// One recorded case: a sequence of calls to an empty server, and what it answered.
struct VectorCase {
    enum Steps {
        case store([StoreStep])
        case broker([BrokerStep])
        /// A pattern of a topic exchange, and the routing keys that it matched or did not.
        case topic(TopicStep)
    }

    let name: String
    let file: String
    let line: Int
    let steps: Steps

    /// What the case is counted under: its file, and the first word of its name.
    let family: String
}

/// A call to the store, or a span of time.
struct StoreStep {
    /// What of an array counts besides its elements.
    enum Order: String {
        case exact
        /// The elements as a set.
        case set
        /// Fields with their values, as a map.
        case pairs
        /// A cursor, and its elements as a set.
        case scan
    }

    enum Action {
        case advance(milliseconds: Int64)
        case call(client: String, words: [String], reply: JSONValue, order: Order)
    }

    let action: Action
    let position: JSONPosition
    let text: JSONValue
}

/// A method of AMQP 0-9-1 with its arguments and what came of it, or a span of time.
struct BrokerStep {
    let operation: BrokerOperation
    let channel: String
    let arguments: JSONObject

    /// What came of it: `reply`, `error`, `deliveries` and `returned`, where there are any.
    let outcome: JSONObject
    let position: JSONPosition
    let text: JSONValue
}

struct TopicStep {
    let pattern: String
    let keys: [String]
    let matches: [String]
    let position: JSONPosition
}
