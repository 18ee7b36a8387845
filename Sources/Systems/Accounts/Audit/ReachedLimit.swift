/// A limit that what an account did has reached.
struct ReachedLimit: Sendable, Equatable {
    enum Window: String, Sendable {
        case day = "UTC day"
        case hour = "clock hour"
        case cooldown
        case burst
        case channelDay = "UTC day in the channel"
        case channelTotal = "channel for ever"
    }

    let window: Window
    let count: Int
    let limit: Int

    init(_ window: Window, count: Int, limit: Int) {
        self.window = window
        self.count = count
        self.limit = limit
    }

    /// `2 of 2 in the clock hour`.
    var text: String { "\(count) of \(limit) in the \(window.rawValue)" }
}
