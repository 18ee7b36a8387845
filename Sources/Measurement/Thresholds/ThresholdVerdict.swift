/// What came of a threshold.
///
/// `margin` is how far the value lies on the good side, negative on the bad one: limit − value for
/// upper bounds, value − limit for lower ones, minus the distance for `==` and the distance for
/// `!=`. Times are in seconds, shares as shares. Of several windows the worst gives the value.
package struct ThresholdVerdict: Sendable, Equatable {
    /// The canonical text of the metric's key.
    package var metric: String
    /// The expression as it was written.
    package var expression: String
    /// The part of the run that it is about; `nil` for all that is measured.
    package var window: ThresholdWindow?
    package var message: String?
    package var strict = true
    /// Whether value, limit and margin are times.
    package var isTime = false
    package var passed: Bool
    /// The expression with the window if there is one, which together are one of its metric's.
    package var condition: String {
        expression + (window.map { " " + $0.description } ?? "")
    }
    /// `nil` without data.
    package var value: Double?
    package var limit: Double
    /// `nil` without data.
    package var margin: Double?
    /// Nanoseconds since the start of the run: from this sample on the condition failed for good.
    ///
    /// For a count or a rate that stayed too small, the end of the measured part or of the window
    /// (`==` on these is not broken by having too few yet). Of several windows that of the first
    /// that failed. `nil` if it passed or has no data.
    package var firstBreachAt: Int64?

    package init(
        metric: String,
        expression: String,
        passed: Bool,
        value: Double?,
        limit: Double,
        margin: Double?,
        firstBreachAt: Int64?
    ) {
        self.metric = metric
        self.expression = expression
        self.passed = passed
        self.value = value
        self.limit = limit
        self.margin = margin
        self.firstBreachAt = firstBreachAt
    }

    /// Judges the final `reading`; `breach` is used only if it fails.
    init(_ threshold: Threshold, reading: ThresholdReading?, breach: Int64) {
        let breach = reading == nil ? nil : breach
        self.init(threshold, windows: [WindowReading(reading: reading, breach: breach)])
    }

    /// Judges what was found in each window: it has to be met in all of them.
    ///
    /// One without data fails unless that is allowed, and shows where none with data fails.
    init(_ threshold: Threshold, windows: [WindowReading]) {
        metric = threshold.key.description
        expression = threshold.expression.description
        window = threshold.window
        message = threshold.message
        strict = threshold.strict
        isTime = threshold.expression.limit?.isTime ?? false
        let failed = windows.filter { !threshold.isMet(by: $0.reading) }
        passed = failed.isEmpty
        firstBreachAt = failed.first?.breach
        limit = threshold.expression.limit?.shown ?? 0
        let isBlind = !failed.isEmpty && failed.allSatisfy { $0.reading == nil }
        let readings = isBlind ? [] : windows.compactMap(\.reading)
        guard let limit = threshold.expression.limit else { return }
        for reading in readings {
            let margin = threshold.expression.comparison.margin(of: limit.excess(of: reading))
            guard margin < self.margin ?? .infinity || value == nil else { continue }
            self.margin = margin
            value = limit.shown(reading.number)
        }
    }
}

extension ThresholdOperator {
    /// How far a value lies on the good side of a limit, given how far it lies above.
    fileprivate func margin(of excess: Double) -> Double {
        switch self {
        case .less, .atMost: 0 - excess
        case .greater, .atLeast: excess
        case .equal: 0 - excess.magnitude
        case .notEqual: excess.magnitude
        }
    }
}
