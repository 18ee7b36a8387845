import Measurement

/// How a run came to its end, and when.
enum RunEnding {
    case planned(at: Int64)
    /// Somebody stopped it.
    case stopped(at: Int64)
    /// A threshold was broken that ends the run.
    case broken(Threshold, at: Int64)

    var at: Int64 {
        switch self {
        case .planned(let time), .stopped(let time), .broken(_, let time): time
        }
    }

    var isPlanned: Bool {
        if case .planned = self { true } else { false }
    }

    var isStopped: Bool {
        if case .stopped = self { true } else { false }
    }

    var abort: AbortRecord? {
        guard case .broken(let threshold, let time) = self else { return nil }
        return AbortRecord(
            metric: threshold.key.description,
            expression: threshold.expression.description,
            at: time
        )
    }
}
