package import InMemoryInfrastructure

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
}
