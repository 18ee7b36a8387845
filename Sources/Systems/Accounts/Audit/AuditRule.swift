import Infrastructure

/// A rule that must always hold: how often it was judged and broken, and how at first.
struct AuditRule: Sendable {
    let name: String
    private(set) var judged = 0
    private(set) var broken = 0
    private(set) var first: String?

    init(_ name: String) {
        self.name = name
    }

    mutating func held() {
        judged += 1
    }

    /// Notes a case in which the rule does not hold; the text is made for the first one only.
    mutating func broke(_ row: Int, _ at: Timestamp, _ what: @autoclosure () -> String) {
        judged += 1
        broken += 1
        if first == nil { first = "account \(row) at \(CalendarTime(at).text): \(what())" }
    }

    /// The verdict; `figures` is what the detail says of a rule that holds.
    func invariant(_ figures: String) -> SystemInvariant {
        guard let first else { return SystemInvariant(name: name, held: true, detail: figures) }
        return SystemInvariant(
            name: name,
            held: false,
            detail: "\(figures); broken \(broken) times, first: \(first)"
        )
    }
}
