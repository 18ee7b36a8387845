package import Infrastructure

/// Where the load sends its requests.
package protocol RequestTarget: AnyObject, Sendable {
    /// Sends a request that was meant to arrive at `intendedStart`; the response comes back to
    /// `receiver` with `argument`.
    ///
    /// The entity and the number in `origin` key all chance that the request meets.
    func send(
        _ request: consuming HTTPRequest,
        to service: ServiceName,
        origin: RequestOrigin,
        receiver: any ResponseReceiver,
        argument: Int
    )
}

/// Which request of which journey this is.
package struct RequestOrigin: Sendable, Equatable {
    /// Keys the chance of the journey.
    package let entity: UInt64

    /// Which request or message of the journey this is, from 0 on.
    package let request: UInt64

    /// The instant at which the request should have been sent.
    package let intendedStart: Int64

    /// True when the request asks a system to take on a task.
    package let submitsTask: Bool
}
