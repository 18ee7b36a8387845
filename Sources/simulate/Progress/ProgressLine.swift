import Reporting
package import Scenarios

/// How far a run has come, as one line that fits a terminal.
package struct ProgressLine {
    private static let gap = "  "

    private let name: String
    private let status: RunStatus
    /// Real seconds since the run began.
    private let elapsed: Double

    package init(_ name: String, _ status: RunStatus, elapsed: Double) {
        self.name = name
        self.status = status
        self.elapsed = elapsed
    }

    /// At most `width` characters; what matters least is left out first.
    package func text(width: Int) -> String {
        var parts = parts
        while parts.count > 1, length(of: parts) > width {
            let least = parts.indices.max { parts[$0].rank < parts[$1].rank } ?? 0
            parts.remove(at: least)
        }
        let line = parts.map(\.text).joined(separator: Self.gap)
        return String(line.prefix(max(0, width)))
    }

    private func length(of parts: [(text: String, rank: Int)]) -> Int {
        parts.reduce(Self.gap.count * (parts.count - 1)) { $0 + $1.text.count }
    }

    /// What there is to say, and in which order it would be missed: the lowest rank most.
    private var parts: [(text: String, rank: Int)] {
        var parts = [(name, 6), (position, 0)]
        if let share { parts.append((share, 1)) }
        if let speed { parts.append((Self.times(speed) + " times real time", 5)) }
        parts.append((Figure.count(status.tasks) + " tasks", 3))
        parts.append((Figure.count(Int64(status.inFlight)) + " in flight", 4))
        if let left { parts.append((Self.span(left, places: 0) + " left", 2)) }
        return parts
    }

    private var isDraining: Bool { status.now >= status.loadEnd }

    private var position: String {
        let now = Self.span(Double(status.now) / 1e9, places: 1)
        let end = Double(status.loadEnd) / 1e9
        return isDraining
            ? "draining at \(now)" : "\(now) of \(Self.span(end, places: end < 10 ? 1 : 0))"
    }

    /// A time of which only the greatest parts matter.
    private static func span(_ seconds: Double, places: Int) -> String {
        guard seconds >= 100 else { return Figure.decimal(seconds, places: places) + " s" }
        let whole = Int64(seconds)
        let (value, units) =
            whole < 3600 ? (whole, ("min", "s")) : (whole / 60, ("h", "min"))
        let rest = value % 60
        return "\(value / 60) \(units.0) \(rest < 10 ? "0" : "")\(rest) \(units.1)"
    }

    private var share: String? {
        guard !isDraining, status.loadEnd > 0 else { return nil }
        return "\(Int(Double(status.now) / Double(status.loadEnd) * 100)) %"
    }

    /// Virtual seconds in a real one.
    private var speed: Double? {
        guard elapsed > 0, status.now > 0 else { return nil }
        return Double(status.now) / 1e9 / elapsed
    }

    private static func times(_ speed: Double) -> String {
        speed < 10 ? Figure.decimal(speed, places: 1) : Figure.count(Int64(min(speed, 1e15)))
    }

    /// Real seconds until load ends, at the speed so far; whole ones, since it is a guess.
    private var left: Double? {
        guard !isDraining, let speed, speed > 0 else { return nil }
        let seconds = Double(status.loadEnd - status.now) / 1e9 / speed
        return seconds < 1e9 ? seconds.rounded(.up) : nil
    }
}
