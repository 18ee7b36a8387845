package import SimulationKernel

/// What the stand-ins of one run share.
package struct SimulatedWorld: Sendable {
    package let simulation: Simulation
    package let ledger: TaskLedger
    package let meters: any InfrastructureMeters

    package init(simulation: Simulation, meters: any InfrastructureMeters = NoMeters()) {
        self.simulation = simulation
        self.meters = meters
        ledger = TaskLedger(simulation: simulation)
    }
}

/// The codes of the stand-ins' events, which go into the fingerprint.
enum EventCode {
    static let requestArrived: Int32 = 0x100
    static let requestServed: Int32 = 0x101
    static let responseReady: Int32 = 0x102
    static let requestExpired: Int32 = 0x103
    static let messageDelivered: Int32 = 0x200
    static let messageAcknowledged: Int32 = 0x201
    static let messageRequeued: Int32 = 0x202
    static let messageRejected: Int32 = 0x203
    static let nextBuffered: Int32 = 0x204
    static let messagesExpired: Int32 = 0x205
    static let queueExpired: Int32 = 0x206

    /// Added to the code of a delivery that nobody has to settle.
    static let automatic: Int32 = 0x10

    /// Added to the code of a settlement that is about all deliveries up to its tag.
    static let multiple: Int32 = 0x10

    /// The code of a machine's own events; machines are numbered in the order of their making.
    static func machine(_ number: Int32) -> Int32 { 0x1000 + number }
}
