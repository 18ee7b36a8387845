import Infrastructure

/// A virtual user on the way through the flow.
struct Journey {
    var next = 0
    var iteration: UInt64 = 0
    var user = 0
    var intendedStart: Int64 = 0
    /// When the next step is meant to be: latencies count from there, however late it is.
    var due: Int64 = 0
    var requestSentAt: Int64 = 0
    var requests: UInt64 = 0
    var draws: UInt64 = 0
    var reply: HTTPResponse?
}
