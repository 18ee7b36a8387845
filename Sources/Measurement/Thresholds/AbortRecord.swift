/// The threshold that ended a run as soon as it was broken.
package struct AbortRecord: Sendable, Equatable {
    /// The canonical text of the metric's key.
    package let metric: String
    /// The expression as it was written.
    package let expression: String
    /// Nanoseconds since the start of the run.
    package let at: Int64

    package init(metric: String, expression: String, at: Int64) {
        self.metric = metric
        self.expression = expression
        self.at = at
    }
}
