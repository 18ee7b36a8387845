/// Something that answers requests, each in a task of its own.
package protocol HTTPService: Sendable {
    /// Answers one request; many run at a time.
    func respond(to request: HTTPRequest) async -> HTTPResponse
}

/// A service that decides at once and keeps its client waiting: a synchronous stub.
///
/// Nothing happens between the decision and the response, so a call in progress is a value in a
/// table and an event, not a waiting task.
package protocol SynchronousService: Sendable {
    /// Decides what to answer and how long that takes.
    func answer(_ request: HTTPRequest) -> TimedResponse
}

/// A response and the time that the service works on it.
package struct TimedResponse: Sendable, Equatable {
    /// How long a service works.
    package enum ServiceTime: Sendable, Equatable {
        /// The response leaves at once.
        case none
        /// The service holds one of its places for as long as it is set up to take.
        case usual
        /// The service holds one of its places for this long.
        case exactly(Duration)
    }

    package let response: HTTPResponse
    package let serviceTime: ServiceTime

    package init(_ response: HTTPResponse, after serviceTime: ServiceTime = .none) {
        self.response = response
        self.serviceTime = serviceTime
    }
}
