package import JSON

/// One step of a flow.
///
/// Durations and counts are values as a file has them: `"20s"`, the description of a distribution,
/// or `"${name}"`.
package enum FlowStep: Sendable {
    /// Sends a request and keeps the reply for the steps that follow.
    case request(FlowRequest)
    /// Checks the reply; a mismatch counts as a failed check and changes nothing else.
    case expect(ReplyPattern)
    /// Keeps values of the reply's body; the journey ends, as a failed check, when one is missing.
    case capture([FlowCapture])
    /// Waits.
    case pause(JSONValue)
    /// Does steps over again.
    case repetition(FlowRepetition)
    /// Does steps if the reply looks as it should; that is no check.
    case condition(ReplyPattern, steps: [FlowStep])
    /// Publishes a message.
    case publish(FlowPublication)
    /// Takes the next message of a queue as the reply; none in time is a failed check.
    case receive(queue: String, within: JSONValue)
}

/// A request of a flow.
package struct FlowRequest: Sendable {
    /// The name under which the request is measured.
    package let name: String
    package let service: ServiceName
    package let method: HTTPMethod
    package let path: String
    package let headers: [HTTPHeader]
    package let body: JSONValue?

    /// True when the request asks a system to take on a task.
    package let submitsTask: Bool

    package init(
        _ name: String,
        _ method: HTTPMethod,
        _ service: ServiceName,
        path: String,
        headers: [HTTPHeader] = [],
        body: JSONValue? = nil,
        submitsTask: Bool = false
    ) {
        self.name = name
        self.service = service
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.submitsTask = submitsTask
    }
}

/// A value of a reply's body that is kept under a name.
package struct FlowCapture: Sendable {
    package let name: String
    package let path: BodyPath

    package init(_ name: String, _ path: BodyPath) {
        self.name = name
        self.path = path
    }
}

/// Steps that are done over again until the reply looks as it should, but not for ever.
package struct FlowRepetition: Sendable {
    /// The pause before each round; none where it is nil.
    package let every: JSONValue?
    /// What ends it, as a check that holds; nil does all rounds, without a check.
    package let until: ReplyPattern?
    package let atMost: JSONValue
    package let steps: [FlowStep]

    package init(
        every: JSONValue?,
        until: ReplyPattern?,
        atMost: JSONValue,
        steps: [FlowStep]
    ) {
        self.every = every
        self.until = until
        self.atMost = atMost
        self.steps = steps
    }
}

/// A message that a flow publishes.
package struct FlowPublication: Sendable {
    /// Empty for the default exchange, which routes to the queue that the routing key names.
    package let exchange: String
    package let routingKey: String
    package let headers: JSONObject
    package let body: JSONValue?

    package init(
        exchange: String,
        routingKey: String,
        headers: JSONObject = JSONObject(),
        body: JSONValue? = nil
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.headers = headers
        self.body = body
    }
}

/// What a reply may look like: a status, and values at paths of the body.
package struct ReplyPattern: Sendable {
    /// nil for any, also for a message, which has none.
    package let status: HTTPStatus?
    package let body: [Field]
    /// What it must not look like as well; none or one.
    package let unless: [ReplyPattern]

    /// A value that the body must have at a path.
    package struct Field: Sendable {
        package let path: BodyPath
        package let value: JSONValue

        package init(_ path: BodyPath, _ value: JSONValue) {
            self.path = path
            self.value = value
        }
    }

    package init(status: HTTPStatus? = nil, body: [Field] = [], unless: ReplyPattern? = nil) {
        self.status = status
        self.body = body
        self.unless = unless.map { [$0] } ?? []
    }
}
