/// A fault that struck during a run.
package struct FaultRecord: Sendable, Equatable {
    /// Nanoseconds since the start of the run.
    package let at: Int64
    /// When it was healed; nil where the run ended before that.
    package var until: Int64?
    package let kind: String
    package let target: String
    /// How many messages the target had not settled, and gave back.
    package let returnedMessages: Int

    package init(
        at: Int64,
        until: Int64? = nil,
        kind: String,
        target: String,
        returnedMessages: Int = 0
    ) {
        self.at = at
        self.until = until
        self.kind = kind
        self.target = target
        self.returnedMessages = returnedMessages
    }
}
