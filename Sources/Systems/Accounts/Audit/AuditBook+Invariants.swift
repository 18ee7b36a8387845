import Infrastructure

extension AuditBook {
    /// The verdicts at the end of a run, in a fixed order.
    ///
    /// `lent` are the accounts of which the manager says at the same instant that they are lent.
    func invariants(at end: Timestamp, lent: [Int]?) -> [SystemInvariant] {
        [
            exclusive.invariant(
                "\(allocations) locks taken and \(refusals) refused, none while another had it"
            ),
            windows.invariant("\(windows.judged) looks at \(recordings) recorded actions"),
            channelTotal.invariant("\(channelTotal.judged) looks at the totals of channels"),
            floodWaits.invariant("\(waits) waits, \(floodWaits.judged) looks at their ends"),
            leases(at: end, lent: lent),
        ]
    }

    /// Every lease has one end: what was lent and what became of it are the same number.
    private func leases(at end: Timestamp, lent: [Int]?) -> SystemInvariant {
        var held = 0
        var ended = expired
        var difference: Int?
        var claims = Set(lent ?? [])
        for row in rows.indices where rows[row].holder >= 0 {
            if rows[row].until > end.nanoseconds {
                held += 1
                if lent != nil, claims.remove(row) == nil { difference = difference ?? row }
            } else {
                ended += 1
            }
        }
        difference = difference ?? claims.min()
        let sum = released + ended + renewed + cleared + held
        let figures = """
            \(allocations) allocations = \(released) released + \(ended) expired + \(renewed) \
            renewed + \(cleared) cleared + \(held) held
            """
        var detail = figures
        if let difference {
            detail += "; the manager and the book differ about account \(difference)"
        }
        return SystemInvariant(
            name: "accounts-leases",
            held: sum == allocations && difference == nil,
            detail: detail
        )
    }
}
