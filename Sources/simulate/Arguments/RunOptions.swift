package import Scenarios

/// What the command line adds to a scenario or puts in the place of what it says.
package struct RunOptions: Equatable, Sendable {
    /// A value at a dotted path of the scenario; the value is JSON if it parses, else a string.
    package struct Setting: Equatable, Sendable {
        package let path: String
        package let value: String

        package init(path: String, value: String) {
            self.path = path
            self.value = value
        }
    }

    /// A threshold beside those of the scenario; both parts parse, but the metric may not exist.
    package struct AddedThreshold: Equatable, Sendable {
        package let metric: String
        package let expression: String

        package init(metric: String, expression: String) {
            self.metric = metric
            self.expression = expression
        }
    }

    /// Nil for the scenario's own.
    package var seed: UInt64?
    /// In the order given; of two with one path the later holds.
    package var settings: [Setting] = []
    package var thresholds: [AddedThreshold] = []
    package var wantsSeries = true
    /// Whether the run goes by real time.
    package var isWallClock = false
    /// How many virtual seconds are to pass in a real one; nil for as many as can.
    package var speed: Double?

    package init() {}

    package var clock: RunClock {
        isWallClock ? .wall : speed.map { .paced(speed: $0) } ?? .virtual
    }

    /// The arguments that say the same, without the seed and without what changes no result.
    package var arguments: [String] {
        settings.flatMap { ["--set", "\($0.path)=\($0.value)"] }
            + thresholds.flatMap { ["--threshold", "\($0.metric)=\($0.expression)"] }
            + (isWallClock ? ["--clock", "wall"] : [])
    }
}
