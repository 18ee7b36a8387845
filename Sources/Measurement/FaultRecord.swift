/// A fault that struck during a run.
package struct FaultRecord: Sendable, Equatable {
    /// Nanoseconds since the start of the run.
    package let at: Int64
    package let kind: String
    package let target: String

    package init(at: Int64, kind: String, target: String) {
        self.at = at
        self.kind = kind
        self.target = target
    }
}
