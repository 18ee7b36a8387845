package import Infrastructure
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
    package private(set) var warmUp: Int64
    /// Whether a run before this one is to find out the warm-up, which is 0 until then.
    package private(set) var choosesWarmUp: Bool
    /// How long load is offered and measured after the warm-up.
    ///
    /// Where the file has none it lasts until the last load ends.
    package private(set) var duration: Int64
    /// Whether the file has the duration, so that a warm-up comes before it and not out of it.
    let hasOwnDuration: Bool
    /// How long, at most, outstanding work may take to finish after that.
    package let drain: Int64

    package let infrastructure: InfrastructureSettings
    /// In the order of the file.
    package let systems: [SystemSection]
    /// Those of the file itself, in its order.
    package let flows: [FlowDescription]
    /// In the order of the file.
    package let loads: [Load]
    /// In the order of the file.
    package let faults: [Fault]
    /// In the order of the file, then those of the command line.
    package internal(set) var thresholds: [ScenarioThreshold]

    /// A digest of the canonical form of the file, with defaults and `--set`.
    ///
    /// Neither description, `$schema` and spelling (`"60s"` or `"1m"`) nor `--seed` and
    /// `--threshold` change it.
    package let fingerprint: UInt64

    /// From the start of the run until no load is offered any more.
    package var loadEnd: Int64 { warmUp + duration }

    /// The scenario with a warm-up of so many nanoseconds that was chosen for it.
    func warmedUp(for warmUp: Int64) -> Scenario {
        var scenario = self
        scenario.warmUp = warmUp
        scenario.choosesWarmUp = false
        if !hasOwnDuration { scenario.duration -= warmUp }
        return scenario
    }

    /// The scenario with nothing left out and nothing that could end it early, to learn from.
    var pilot: Scenario {
        var scenario = warmedUp(for: 0)
        scenario.thresholds = []
        return scenario
    }
}

/// A threshold and where it is written.
package struct ScenarioThreshold: Sendable {
    package internal(set) var threshold: Threshold
    /// The first character of the expression's string, or nil for one of the command line.
    package let position: JSONPosition?
}
