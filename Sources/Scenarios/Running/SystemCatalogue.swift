import Infrastructure
package import Measurement

/// The systems that a scenario can run, one line each.
package enum SystemCatalogue {
    static let assemblies: [any SystemAssembly.Type] = [
        ProvisioningAssembly.self, AccountsAssembly.self, ProcessesAssembly.self,
        EventsAssembly.self,
    ]

    /// What scenario files are read with.
    package static let entries = assemblies.map { $0.entry }

    /// Everything that a run can measure: the standard metrics, then those of each system.
    package static let metrics =
        MetricDefinition.standard
        + entries.flatMap { $0.description.metrics.map(MetricDefinition.init) }
}

/// Puts a system on the stage of a run from its section of a scenario.
protocol SystemAssembly: SendableMetatype {
    /// What the system says about itself.
    static var entry: SystemCatalogueEntry { get }

    /// Makes the system's services and consumers; they start with the first event of the run.
    static func assemble(_ section: SystemSection, on stage: SimulatedStage)
}
