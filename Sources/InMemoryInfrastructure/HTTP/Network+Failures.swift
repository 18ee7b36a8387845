import Infrastructure
package import SimulationKernel

/// What becomes of calls when a service crashes.
extension Network {
    /// The services of a process are gone: their open calls end, and new ones are refused.
    func takeDown(_ group: Int32) {
        var hosts = hosts
        for number in hosts.indices where hosts[number].group == group {
            hosts[number].isDown = true
        }
        self.hosts = hosts
        // Those that begin meanwhile are not of these slots, or are refused when they arrive.
        for slot in 0..<calls.count
        where calls[slot].stage != .none && hosts[calls[slot].host].group == group {
            reset(slot)
        }
    }

    /// The connection of a call breaks before there is a response.
    private func reset(_ slot: Int) {
        let host = hosts[calls[slot].host]
        switch (calls[slot].stage, host.worker) {
        case (.atFront, _): host.front?.resource.giveUp(calls[slot].place)
        case (.inService, .synchronous(_, let places)):
            calls[slot].response = nil
            places.resource.giveUp(calls[slot].place)
        case (.inHandler, _): break
        // What is on its way arrives: a request at nobody, a response at its client.
        default: return
        }
        fail(slot, .connectionLost) { simulation.wake($0) }
    }

    /// A request has come to a service that is down.
    func refuse(_ slot: Int) {
        fail(slot, .connectionRefused) { simulation.resume($0) }
    }

    /// Ends a call without a response.
    private func fail(_ slot: Int, _ error: HTTPError, _ wake: (TaskReference) -> Void) {
        ledger.release(calls[slot].context)
        calls[slot].stage = .answered
        switch calls[slot].client {
        case .gone: _ = close(slot)
        case .task(let task):
            // The client closes the call when it goes on.
            calls[slot].failure = error
            calls[slot].client = .gone
            wake(task)
        case .receiver(let receiver, let argument):
            _ = close(slot)
            receiver.receive(.failure(error), argument: argument)
        }
    }
}

// MARK: - Clients that give up

extension Network: Waitpoint {
    package var waitDescription: String { "a response" }

    /// A cancelled client is gone; the service goes on with its request.
    package func abandon(_ task: TaskReference) {
        guard case .task(task) = calls[task.place].client else { return }
        calls[task.place].client = .gone
    }

    func lane(for timeout: Int64) -> DeadlineLane {
        if let lane = deadlines.first(where: { $0.timeout == timeout }) { return lane }
        let lane = DeadlineLane(timeout: timeout, network: self, simulation: simulation)
        deadlines = deadlines + [lane]
        return lane
    }

    /// True while the call of a deadline has not ended.
    func isOpen(_ slot: Int, generation: UInt32) -> Bool {
        guard calls[slot].generation == generation else { return false }
        if case .gone = calls[slot].client { return false }
        return true
    }

    /// The time of a client has run out.
    func expire(_ slot: Int) {
        let client = calls[slot].client
        calls[slot].client = .gone
        switch client {
        case .gone: break
        case .task(let task): simulation.resume(task, as: .timedOut)
        case .receiver(let receiver, let argument):
            receiver.receive(.failure(.timedOut), argument: argument)
        }
    }
}
