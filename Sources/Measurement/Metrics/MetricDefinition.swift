/// What a metric is: what `list-metrics` prints and what thresholds are checked against.
package struct MetricDefinition: Sendable, Equatable {
    package let name: String
    package let kind: MetricKind
    package let unit: MetricUnit
    /// One sentence.
    package let summary: String
    /// The names of the tags that its series carry.
    package let tags: [String]
    /// What a change of its figures means.
    package let polarity: MetricPolarity
    /// Covers warm-up and drain too, not only the measured part.
    package let coversWholeRun: Bool

    package init(
        name: String,
        kind: MetricKind,
        unit: MetricUnit,
        summary: String,
        tags: [String] = [],
        polarity: MetricPolarity = .neutral,
        coversWholeRun: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.summary = summary
        self.tags = tags
        self.polarity = polarity
        self.coversWholeRun = coversWholeRun
    }

    /// Whether there is one figure over all tags: shares of different capacities have no sum.
    package var hasAggregate: Bool {
        !(kind == .gauge && unit == .ratio && !tags.isEmpty)
    }
}
