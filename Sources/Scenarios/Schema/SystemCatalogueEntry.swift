package import Infrastructure
package import JSON

/// What a scenario may say about one system, and which flows it then brings.
package struct SystemCatalogueEntry: Sendable {
    package let description: SystemDescription

    /// The flows of the system as a section of the file configures it.
    ///
    /// Named with or without the system's name in front. The section may lack values, even
    /// required ones, where the file has errors.
    package let flows: @Sendable (ConfigurationValues) -> [FlowDescription]

    /// What holds where a section leaves keys out: dotted path and value as a file has it.
    ///
    /// For the fingerprint alone, so that spelling out a default does not change it.
    package let defaults: @Sendable (ConfigurationValues) -> [(path: String, value: JSONValue)]

    /// The values that the tags of its metrics have: queues, requests, services and resources.
    package let tagValues: @Sendable (ConfigurationValues) -> [(tag: String, values: [String])]

    /// The processes of the system, which faults can strike.
    package let processes: @Sendable (ConfigurationValues) -> [ProcessNames]

    /// What in a section does not go together, of values that are right by themselves.
    let problems: @Sendable (ConfigurationValues) -> [SectionProblem]

    package init(
        description: SystemDescription,
        flows: @escaping @Sendable (ConfigurationValues) -> [FlowDescription],
        defaults: @escaping @Sendable (ConfigurationValues) -> [(path: String, value: JSONValue)] =
            {
                _ in []
            },
        tagValues: @escaping @Sendable (ConfigurationValues) -> [(tag: String, values: [String])] =
            {
                _ in []
            },
        processes: @escaping @Sendable (ConfigurationValues) -> [ProcessNames] = { _ in [] },
        problems: @escaping @Sendable (ConfigurationValues) -> [SectionProblem] = { _ in [] }
    ) {
        self.description = description
        self.flows = flows
        self.defaults = defaults
        self.tagValues = tagValues
        self.processes = processes
        self.problems = problems
    }
}

/// Something in a system's section that does not go with the rest of it.
package struct SectionProblem: Sendable {
    /// In the section: `telegram.script[0].account`.
    let path: String
    /// Nil for the section's own.
    let position: JSONPosition?
    let message: String
    var hint: String?
}
