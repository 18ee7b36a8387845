import Infrastructure
import SimulationKernel

/// What an operation of the state leaves to do.
extension BrokerCore {
    /// Does what an operation has left to do.
    func finish() {
        meetNewQueues()
        // By places, since going through a list holds on to it.
        var place = 0
        while unsafe place < state.effects.begun.count {
            unsafe ledger.retain(state.effects.begun[place])
            place += 1
        }
        unsafe state.effects.begun.removeAll()
        place = 0
        while unsafe place < state.effects.ended.count {
            unsafe ledger.release(state.effects.ended[place])
            place += 1
        }
        unsafe state.effects.ended.removeAll()
        if unsafe !state.effects.dispatches.isEmpty { sendDispatches() }
        if unsafe !state.effects.cancelled.isEmpty { tellCancelled() }
        if unsafe !state.effects.timers.isEmpty { setTimers() }
        place = 0
        while unsafe place < state.effects.changed.count {
            unsafe notify(state.effects.changed[place])
            place += 1
        }
        unsafe state.effects.changed.removeAll()
    }

    private func meetNewQueues() {
        while unsafe observers.count < state.queues.count {
            let name = unsafe state.queues[observers.count].name
            unsafe observers.append(meters.queue(name))
        }
    }

    /// Has the machine carry each message over.
    private func sendDispatches() {
        let context = simulation.context
        for place in unsafe 0..<state.effects.dispatches.count {
            let dispatch = unsafe state.effects.dispatches[place]
            let code =
                EventCode.messageDelivered + (dispatch.isAutomatic ? EventCode.automatic : 0)
            let argument = dispatch.channel << 40 | Int(dispatch.tag)
            if machine.isInstant {
                simulation.schedule(self, code: code, argument: argument)
            } else {
                simulation.context = dispatch.context
                machine.request(then: self, code: code, argument: argument)
            }
        }
        simulation.context = context
        unsafe state.effects.dispatches.removeAll()
    }

    private func tellCancelled() {
        for number in unsafe state.effects.cancelled {
            let client = unsafe clients[number]
            let consumer = unsafe state.consumers[number]
            let channel = unsafe channels[consumer.channel]
            simulation.spawn("consumer", group: channel.group) {
                await client.consumer.wasCancelled(consumer.tag, on: channel)
            }
        }
        unsafe state.effects.cancelled.removeAll()
    }

    private func setTimers() {
        for timer in unsafe state.effects.timers {
            simulation.schedule(
                after: timer.instant - simulation.now,
                self,
                code: timer.isDeletion ? EventCode.queueExpired : EventCode.messagesExpired,
                argument: timer.queue
            )
        }
        unsafe state.effects.timers.removeAll()
    }

    private func notify(_ queue: Int) {
        guard let observer = unsafe observers[queue] else { return }
        let (ready, unsettled) = unsafe state.level(of: queue)
        observer.queueChanged(ready: ready, unsettled: unsettled)
    }
}
