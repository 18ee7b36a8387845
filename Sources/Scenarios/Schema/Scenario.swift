package import JSON
package import Measurement

/// What a scenario file says, checked and with every default filled in.
///
/// All times are nanoseconds of virtual time. A value of this type is valid: whoever runs it has
/// nothing left to check.
package struct Scenario: Sendable {
    package let name: String
    package let description: String?
    /// The seed of `--seed`, else that of the file.
    package let seed: UInt64

    /// How long load is offered before anything is measured.
    package let warmUp: Int64
    /// How long load is offered and measured after the warm-up.
    ///
    /// Where the file has none it lasts until the last load ends.
    package let duration: Int64
    /// How long, at most, outstanding work may take to finish after that.
    package let drain: Int64

    package let infrastructure: InfrastructureSettings
    /// In the order of the file.
    package let systems: [SystemSection]
    /// In the order of the file.
    package let loads: [Load]
    /// In the order of the file.
    package let faults: [Fault]
    /// In the order of the file, then those of the command line.
    package let thresholds: [ScenarioThreshold]

    /// A digest of the canonical form of the file, with defaults and `--set`.
    ///
    /// Neither description, `$schema` and spelling (`"60s"` or `"1m"`) nor `--seed` and
    /// `--threshold` change it.
    package let fingerprint: UInt64

    /// From the start of the run until no load is offered any more.
    package var loadEnd: Int64 { warmUp + duration }
}

/// A threshold and where it is written.
package struct ScenarioThreshold: Sendable {
    package let threshold: Threshold
    /// The first character of the expression's string, or nil for one of the command line.
    package let position: JSONPosition?
}
