/// Which part, or which parts, of the measured part a threshold looks at.
///
/// Samples of tasks and requests belong to the window in which they were meant to arrive, wherever
/// they end, as those of the measured part do; everything else belongs to when it happens.
package enum ThresholdWindow: Sendable, Equatable {
    /// Each full window of so many nanoseconds, one after the other.
    ///
    /// A last shorter one counts only if it is the only one.
    case each(Int64)
    /// All that is left so many nanoseconds after the start of the measured part.
    case after(Int64)

    /// The most windows that a threshold may have; each keeps a distribution.
    package static let mostWindows: Int64 = 10_000

    /// How it stands behind an expression, such as `in each 1m`.
    package var description: String {
        switch self {
        case .each(let length): "in each \(Self.text(length))"
        case .after(let delay): "after \(Self.text(delay))"
        }
    }

    /// A duration in the largest unit that leaves no fraction.
    private static func text(_ nanoseconds: Int64) -> String {
        guard nanoseconds != 0 else { return "0s" }
        let units: [ThresholdUnit] = [.hours, .minutes, .seconds, .milliseconds, .microseconds]
        for unit in units {
            guard let size = unit.nanoseconds, nanoseconds % size == 0 else { continue }
            return "\(nanoseconds / size)\(unit.rawValue)"
        }
        return "\(nanoseconds)ns"
    }
}

/// A measured part, cut into the windows of a threshold.
struct ThresholdParts {
    private let measured: MeasurementWindow
    private let window: ThresholdWindow

    init(of measured: MeasurementWindow, _ window: ThresholdWindow) {
        self.measured = measured
        self.window = window
    }

    /// The window that a time belongs to; `nil` for none.
    func index(of time: Int64) -> Int? {
        guard measured.contains(time) else { return nil }
        switch window {
        case .each(let length): return Int((time - measured.start) / length)
        case .after(let delay): return time - measured.start >= delay ? 0 : nil
        }
    }

    /// A window from the first, 0, on; none reaches beyond the measured part, where they are empty.
    subscript(index: Int) -> MeasurementWindow {
        switch window {
        case .each(let length):
            // Compared with what is left, since the end of a long window may be no time at all.
            let (delay, isTooLong) = Int64(index).multipliedReportingOverflow(by: length)
            guard !isTooLong, delay < measured.nanoseconds else {
                return MeasurementWindow(start: measured.end, end: measured.end)
            }
            let start = measured.start + delay
            let end = start + min(length, measured.end - start)
            return MeasurementWindow(start: start, end: end)
        case .after(let delay):
            let start = index == 0 ? measured.start + delay : measured.end
            return MeasurementWindow(start: start, end: measured.end)
        }
    }

    /// Whether a window is one that counts and is over at `now`.
    func isOver(_ index: Int, at now: Int64) -> Bool {
        index < count(until: .max) && self[index].end <= now
    }

    /// How many windows count, from the first on, in a run that ended at `end`.
    func count(until end: Int64) -> Int {
        switch window {
        case .each(let length): max(1, Int(measured.cut(at: end).nanoseconds / length))
        case .after: 1
        }
    }

    /// The first end of a window behind `now` in the measured part; `nil` behind that.
    func nextEnd(after now: Int64) -> Int64? {
        guard now < measured.end else { return nil }
        guard case .each(let length) = window, now >= measured.start else { return self[0].end }
        return self[Int((now - measured.start) / length)].end
    }
}
