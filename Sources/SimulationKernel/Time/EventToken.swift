/// Names one scheduled event, so that it can be cancelled.
///
/// Slots are used again; the generation tells an event from later ones in the same slot.
package struct EventToken: Sendable, Equatable {
    let slot: Int32
    let generation: UInt32
}
