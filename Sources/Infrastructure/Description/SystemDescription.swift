/// What a system says about itself: enough to read its section, list its metrics and run its flows.
package struct SystemDescription: Sendable {
    /// The key of its section under `systems`.
    package let name: String
    package let summary: String
    package let configuration: [ConfigurationKey]

    package let metrics: [SystemMetric]

    /// The services that requests can go to; none stands for one of the system's own name.
    package let services: [SystemService]

    /// False for a system that takes messages and no requests.
    package let takesRequests: Bool

    /// What it promises of every run, and checks by itself.
    package let invariants: [SystemRule]

    /// What else the manual tells, beside what follows from the rest.
    package let chapters: [ManualChapter]

    package init(
        name: String,
        summary: String,
        configuration: [ConfigurationKey],
        metrics: [SystemMetric] = [],
        services: [SystemService] = [],
        takesRequests: Bool = true,
        invariants: [SystemRule] = [],
        chapters: [ManualChapter] = []
    ) {
        self.name = name
        self.summary = summary
        self.configuration = configuration
        self.metrics = metrics
        self.services = services
        self.takesRequests = takesRequests
        self.invariants = invariants
        self.chapters = chapters
    }
}

/// A part of the manual of a system that is its own.
package struct ManualChapter: Sendable {
    package let title: String
    package let lines: [String]

    package init(_ title: String, _ lines: [String]) {
        self.title = title
        self.lines = lines
    }
}

/// Something that holds in every run of a system; one that breaks it is invalid.
package struct SystemRule: Sendable {
    /// The name under which results have it.
    package let name: String
    package let summary: String

    package init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}

/// A service that a system puts on the network.
package struct SystemService: Sendable {
    package let name: ServiceName

    /// Where it is reached from outside: `http://localhost:8001` is it.
    package let port: Int

    /// The paths to which a POST asks for a task, with parameters in braces.
    package let taskPaths: [String]

    package init(_ name: ServiceName, port: Int, taskPaths: [String] = []) {
        self.name = name
        self.port = port
        self.taskPaths = taskPaths
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

    /// The tags that its series carry.
    package let tags: [Tag]

    /// A tag, and the values that it can have; none stands for any.
    package struct Tag: Sendable {
        package let name: String
        package let values: [String]

        package init(_ name: String, _ values: [String] = []) {
            self.name = name
            self.values = values
        }
    }

    package init(_ name: String, _ kind: Kind, tags: [Tag] = [], _ summary: String) {
        self.name = name
        self.kind = kind
        self.tags = tags
        self.summary = summary
    }
}
