/// What has become of an instance.
package enum InstanceStatus: String, Sendable, CaseIterable {
    case running
    /// Its last token reached an end.
    case completed
    /// Its time to live was over first: it was closed.
    case expired
    /// It ended by a link of the outcome `failed`.
    case failed
    case cancelled

    package var isOver: Bool { self != .running }
}
