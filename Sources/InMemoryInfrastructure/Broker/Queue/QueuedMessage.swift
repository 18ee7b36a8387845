/// A message in a queue, or given out from it.
struct QueuedMessage {
    let envelope: Envelope

    /// The message's place in the order of its queue; it keeps it when it comes back.
    var sequence: UInt64

    /// Since when it could be given out.
    var readySince: Int64

    /// When it expires; `Int64.max` when it does not.
    let expiresAt: Int64

    /// The priority that counts in this queue; 0 in a queue without priorities.
    let priority: UInt8

    var isRedelivered = false

    /// How often it came back to a queue that counts (`x-delivery-count`).
    var returnCount: Int32 = 0
}
