/// When which fault strikes: counts events, and knows nothing of what a fault does.
struct FaultPlan {
    /// A fault that waits for an event, by its place in the list.
    private struct Waiting {
        let fault: Int
        let event: FaultEvent
        var left: Int64
    }

    /// The faults that strike at instants before load ends, by their places in the list.
    let timed: [(fault: Int, at: Int64)]

    private var waiting: [Waiting] = []

    /// Load ends at `end`, and with it the time in which faults strike.
    init(_ faults: [Fault], end: Int64) {
        var timed: [(fault: Int, at: Int64)] = []
        for (number, fault) in faults.enumerated() {
            switch fault.at {
            case .instant(let instant):
                if instant < end { timed.append((number, instant)) }
            case .event(let event, let nth):
                waiting.append(Waiting(fault: number, event: event, left: nth))
            }
        }
        self.timed = timed
    }

    /// Counts an event; returns the faults that strike after it, in the order of the list.
    mutating func note(_ event: FaultEvent) -> [Int] {
        var struck: [Int] = []
        for place in waiting.indices where waiting[place].event == event {
            waiting[place].left -= 1
            if waiting[place].left == 0 { struck.append(waiting[place].fault) }
        }
        if !struck.isEmpty { waiting.removeAll { $0.left <= 0 } }
        return struck
    }

    /// From now on nothing strikes any more; returns the faults that never did, whose events were
    /// too few, in the order of the list.
    mutating func end() -> [Int] {
        defer { waiting = [] }
        return waiting.map(\.fault)
    }
}
