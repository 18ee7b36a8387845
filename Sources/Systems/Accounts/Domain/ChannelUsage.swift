/// How often an account has invited into one channel.
struct ChannelUsage: Sendable, Equatable {
    let channel: String
    var today = 0
    var total = 0
}
