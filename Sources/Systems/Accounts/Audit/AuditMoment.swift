import Infrastructure

/// When something began: its instant, and its place among all that the audit was told.
///
/// The place tells apart what happens at one instant of virtual time.
struct AuditMoment: Sendable {
    let instant: Timestamp
    let order: UInt64
}
