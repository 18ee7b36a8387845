/// A level over time, with its exact integral over a window.
///
/// Before its first value the level is 0, as of a queue nobody has used. A value set inside the
/// window counts for minimum and maximum even if it holds for no time; one that was carried into
/// the window counts if it holds for any. Calls come in the order of time.
package struct Gauge: Sendable {
    /// What one unit of the reported value is in whole units: a capacity, for a busy share.
    package let scale: Int64
    /// The level now, inside the window or not.
    package private(set) var level: Int64 = 0
    /// The level when the window ended, or now if that is earlier.
    package private(set) var last: Int64 = 0
    package private(set) var min: Int64 = .max
    package private(set) var max: Int64 = .min
    /// The sum of level × nanoseconds inside the window, up to the latest call.
    package var integral: Int128 { area.value }
    /// Whether a level has been seen inside the window.
    package private(set) var isOpen = false

    private var area = WideSum()
    private var window: MeasurementWindow
    private var latest: Int64 = 0
    private var wasSet = false
    private let beginsWithFirstValue: Bool

    /// With `beginsWithFirstValue` the window opens at the first value and not with a level of 0.
    package init(
        window: MeasurementWindow,
        scale: Int64 = 1,
        beginsWithFirstValue: Bool = false
    ) {
        precondition(scale > 0, "A gauge's scale is 1 or more.")
        self.window = window
        self.scale = scale
        self.beginsWithFirstValue = beginsWithFirstValue
    }

    /// Whether there is anything to report: a value was set, and the window was reached.
    package var hasSamples: Bool { wasSet && isOpen }

    package mutating func set(_ value: Int64, at now: Int64) {
        if beginsWithFirstValue && !wasSet {
            window = MeasurementWindow(start: Swift.max(window.start, now), end: window.end)
            latest = now
        }
        advance(to: now)
        level = value
        guard now < window.end else { return }
        wasSet = true
        last = value
        guard now >= window.start else { return }
        include(value)
    }

    /// Lets the level hold until `now`.
    package mutating func advance(to now: Int64) {
        guard wasSet || !beginsWithFirstValue else { return }
        guard now > latest else { return }
        let from = latest > window.start ? latest : window.start
        let until = now < window.end ? now : window.end
        if until > from {
            area.addProduct(level, until &- from)
            if !isOpen { include(level) }
        }
        latest = now
    }

    /// The mean over the window until the latest call, in scaled units.
    package var mean: Double {
        let duration = Swift.min(latest, window.end) - window.start
        guard duration > 0 else { return scaled(last) }
        return Double(integral) / (Double(duration) * Double(scale))
    }

    /// A level in the unit that is reported.
    package func scaled(_ level: Int64) -> Double {
        scale == 1 ? Double(level) : Double(level) / Double(scale)
    }

    private mutating func include(_ value: Int64) {
        isOpen = true
        if value < min { min = value }
        if value > max { max = value }
    }
}
