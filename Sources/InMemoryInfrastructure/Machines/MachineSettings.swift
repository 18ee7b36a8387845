package import SimulationKernel

/// How a part of the infrastructure behaves as a machine.
package struct MachineSettings: Sendable, Equatable {
    /// How long one operation takes.
    package var latency: Distribution

    /// How many operations are carried out at once; nil is without limit.
    package var concurrency: Int?

    package init(latency: Distribution = .constant(0), concurrency: Int? = nil) {
        self.latency = latency
        self.concurrency = concurrency
    }

    /// A machine that takes no time and is never busy.
    package static let instant = MachineSettings()
}
