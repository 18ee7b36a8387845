package import SimulationKernel

/// How the stand-ins behave as machines.
package struct InfrastructureSettings: Sendable, Equatable {
    /// How long a client waits for an answer unless the file says otherwise, in nanoseconds.
    package static let defaultTimeout: Int64 = 30_000_000_000

    /// The machine of each front.
    package let http: MachineSettings
    package let broker: MachineSettings
    package let store: MachineSettings

    /// How long a client waits for an answer, in nanoseconds.
    package let httpTimeout: Int64

    package init(
        http: MachineSettings,
        broker: MachineSettings,
        store: MachineSettings,
        httpTimeout: Int64 = defaultTimeout
    ) {
        self.http = http
        self.broker = broker
        self.store = store
        self.httpTimeout = httpTimeout
    }
}

/// One machine: how long an operation takes, and how many it serves at once.
package struct MachineSettings: Sendable, Equatable {
    package let latency: Distribution
    /// Nil stands for no limit.
    package let concurrency: Int?

    package init(latency: Distribution = .constant(0), concurrency: Int? = nil) {
        self.latency = latency
        self.concurrency = concurrency
    }
}
