/// Remembers since when a condition has failed without a break.
struct BreachClock {
    private(set) var failingSince: Int64?

    var isFailing: Bool { failingSince != nil }

    mutating func note(_ holds: Bool, at now: Int64) {
        if holds {
            failingSince = nil
        } else if failingSince == nil {
            failingSince = now
        }
    }
}
