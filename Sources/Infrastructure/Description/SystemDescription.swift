/// What a system says about itself: enough to read its section, list its metrics and run its flows.
package struct SystemDescription: Sendable {
    /// The key of its section under `systems`.
    package let name: String
    package let summary: String
    package let configuration: [ConfigurationKey]

    /// The names of its metrics' tags in a run: queues, requests and resources.
    package let metrics: [SystemMetric]

    package init(
        name: String,
        summary: String,
        configuration: [ConfigurationKey],
        metrics: [SystemMetric] = []
    ) {
        self.name = name
        self.summary = summary
        self.configuration = configuration
        self.metrics = metrics
    }
}

/// A metric that only one system has.
package struct SystemMetric: Sendable {
    /// How samples become a result.
    package enum Kind: String, Sendable {
        case trend, counter, gauge
    }

    package let name: String
    package let kind: Kind
    package let summary: String

    /// The names of the tags that its series carry.
    package let tags: [String]

    package init(_ name: String, _ kind: Kind, tags: [String] = [], _ summary: String) {
        self.name = name
        self.kind = kind
        self.tags = tags
        self.summary = summary
    }
}
