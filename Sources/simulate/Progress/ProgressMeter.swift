import Foundation
import Scenarios

/// Shows on a terminal how far a run has come: one line of standard error, written over and over.
final class ProgressMeter {
    /// The least time between two lines.
    private static let interval = Duration.milliseconds(100)

    private let name: String
    private let start = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant
    private var isShown = false

    init(_ name: String) {
        self.name = name
        shownAt = start
    }

    /// Shows the line, unless the last one is too new.
    func show(_ status: RunStatus) {
        let now = ContinuousClock.now
        guard now - shownAt >= Self.interval else { return }
        shownAt = now
        isShown = true
        let elapsed = (now - start).inSeconds
        // A line as wide as the terminal would make it scroll.
        let line = ProgressLine(name, status, elapsed: elapsed).text(width: Self.width - 1)
        StandardStream.error.tell("\r" + line + Self.eraseRest)
    }

    /// Takes the line away.
    func erase() {
        guard isShown else { return }
        isShown = false
        StandardStream.error.tell("\r" + Self.eraseRest)
    }

    private static let eraseRest = "\u{1B}[K"

    private static var width: Int {
        var size = winsize()
        let status = unsafe ioctl(StandardStream.error.rawValue, UInt(TIOCGWINSZ), &size)
        return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}

extension Invocation {
    /// Whether somebody looks at standard error, and at nothing that a line there would spoil.
    var showsProgress: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
        let isTraced = outputs.contains { $0.format == .trace && $0.isStandardOutput }
        return !isQuiet && !isTraced && StandardStream.error.isTerminal
            && !terminal.isEmpty && terminal != "dumb"
    }
}
