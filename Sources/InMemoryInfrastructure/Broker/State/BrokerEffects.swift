import Infrastructure

/// What an operation of the broker leaves for others to do, in this order.
struct BrokerEffects {
    /// A message on its way to a consumer; its channel holds it.
    struct Dispatch: BitwiseCopyable {
        let channel: Int
        let tag: DeliveryTag
        let isAutomatic: Bool

        /// The context of the message.
        let context: Int32
    }

    /// When the broker has to look after a queue: `expireMessages` or `deleteUnused`.
    struct Timer: BitwiseCopyable {
        let queue: Int
        let instant: Int64
        let isDeletion: Bool
    }

    /// Contexts of which a queue has got a copy of a message.
    var begun = EffectList<Int32>()

    /// Contexts of which a copy is gone.
    var ended = EffectList<Int32>()

    /// Messages to carry to consumers.
    var dispatches = EffectList<Dispatch>()

    /// Consumers whose queues are gone.
    var cancelled = EffectList<Int>()

    /// Queues of which something has changed.
    var changed = EffectList<Int>()

    var timers = EffectList<Timer>()

    mutating func noteChange(of queue: Int) {
        if changed.last != queue { changed.append(queue) }
    }
}
