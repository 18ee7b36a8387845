package import JSON

/// A user journey as data: what one virtual user does from its arrival to its end.
///
/// Texts may contain `${name}`, which inserts a variable of the load, a captured value or one of
/// the generated values `${serial}` (a fresh valid equipment id), `${uuid}`, `${iteration}`.
package struct FlowDescription: Sendable {
    package let name: String
    package let summary: String
    package let steps: [FlowStep]

    /// The variables of the flow with their defaults; the `vars` of a load override them.
    package let variables: [FlowVariable]

    package init(
        _ name: String,
        _ summary: String,
        variables: [FlowVariable] = [],
        steps: [FlowStep]
    ) {
        self.name = name
        self.summary = summary
        self.variables = variables
        self.steps = steps
    }
}

/// A variable that the steps of a flow use.
package struct FlowVariable: Sendable {
    package let name: String
    package let kind: ConfigurationKey.Kind
    package let defaultValue: JSONValue
    package let summary: String

    package init(
        _ name: String,
        _ kind: ConfigurationKey.Kind,
        default defaultValue: JSONValue,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.summary = summary
    }
}

/// One step of a flow.
package enum FlowStep: Sendable {
    /// Sends a request and keeps the reply for the steps that follow.
    case request(FlowRequest)
    /// Checks the reply; a mismatch counts as a failed check and changes nothing else.
    case expect(ReplyPattern)
    /// Keeps the text at a path of the reply's body; the journey ends when there is none.
    case capture(name: String, path: [String])
    /// Waits, for the duration that a variable names.
    case pause(variable: String)
    /// Does steps over again while the reply matches one of the patterns, but not for ever.
    case repeatWhile([ReplyPattern], atMost: String, steps: [FlowStep])
}

/// A request of a flow.
package struct FlowRequest: Sendable {
    /// The name under which the request is measured.
    package let name: String
    package let service: ServiceName
    package let method: HTTPMethod
    package let path: String
    package let body: FlowBody

    /// True when the request asks a system to take on a task.
    package let submitsTask: Bool

    /// Where a request's body comes from.
    package enum FlowBody: Sendable {
        case none
        /// The value of a variable.
        case variable(String)
    }

    package init(
        _ name: String,
        _ method: HTTPMethod,
        _ service: ServiceName,
        path: String,
        body: FlowBody = .none,
        submitsTask: Bool = false
    ) {
        self.name = name
        self.service = service
        self.method = method
        self.path = path
        self.body = body
        self.submitsTask = submitsTask
    }
}

/// What a reply may look like: a status, and values at paths of the body.
package struct ReplyPattern: Sendable, Equatable {
    package let status: HTTPStatus
    package let body: [Field]

    /// A value that the body must have at a path.
    package struct Field: Sendable, Equatable {
        package let path: [String]
        package let value: JSONValue
    }

    package init(status: HTTPStatus, body: [(path: [String], value: JSONValue)] = []) {
        self.status = status
        self.body = body.map { Field(path: $0.path, value: $0.value) }
    }

    /// True when a reply looks like this.
    package func matches(_ response: HTTPResponse) -> Bool {
        guard response.status == status else { return false }
        for field in body {
            var value = response.body.json
            for key in field.path { value = value?[key] }
            guard value == field.value else { return false }
        }
        return true
    }
}
