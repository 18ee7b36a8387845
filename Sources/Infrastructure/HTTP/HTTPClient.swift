/// Sends requests to services by name.
package protocol HTTPClient: AnyObject, Sendable {
    /// Sends a request and waits for the response, at most `timeout`.
    ///
    /// A service goes on with a request whose client has given up.
    func send(
        _ request: HTTPRequest,
        to service: ServiceName,
        timeout: Duration
    ) async throws(HTTPError) -> HTTPResponse
}

/// Why there is no response.
package enum HTTPError: Error, Equatable, Sendable {
    /// No service has this name.
    case noSuchService(ServiceName)
    /// Nobody listens there now; the request was not taken.
    case connectionRefused
    /// The client's time ran out; the outcome is unknown.
    case timedOut
    /// The connection broke before the response; the outcome is unknown.
    case connectionLost
    /// The calling task was cancelled.
    case cancelled
}
