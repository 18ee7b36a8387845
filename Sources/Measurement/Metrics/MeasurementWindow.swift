/// The measured part of a run: from the end of the warm-up until load ends, `start` included.
///
/// Nanoseconds since the start of the run; an `end` before `start` makes an empty window.
package struct MeasurementWindow: Sendable, Equatable {
    package let start: Int64
    package let end: Int64

    /// Everything that can happen.
    package static let wholeRun = MeasurementWindow(start: 0, end: .max)

    package init(start: Int64, end: Int64) {
        self.start = start
        self.end = Swift.max(start, end)
    }

    package func contains(_ time: Int64) -> Bool {
        time >= start && time < end
    }

    package var nanoseconds: Int64 { end - start }

    /// The part of the window that had passed when a run ended.
    package func cut(at time: Int64) -> MeasurementWindow {
        MeasurementWindow(start: start, end: Swift.min(end, time))
    }
}
