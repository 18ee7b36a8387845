import TestSupport
import Testing

@testable import InMemoryInfrastructure

/// Random methods: whatever happens, every message is somewhere, once.
struct BrokerConservationTests {
    private static let stepCount = randomStepCount("BROKER_STEPS", debug: 20_000)
    private static let stepsPerCase = 250

    @Test func `a random conversation loses no message and makes none`() {
        for seed in 0..<UInt64(max(1, Self.stepCount / Self.stepsPerCase)) {
            var source = BrokerStepGenerator(seed: seed)
            var steps = source.beginning()
            for _ in 0..<Self.stepsPerCase { steps.append(source.next()) }
            guard Self.violation(of: steps) != nil else { continue }
            let shortest = shrunk(steps) { Self.violation(of: $0) != nil }
            let problem = Self.violation(of: shortest) ?? ""
            Issue.record("seed \(seed):\n\(shortest.joined(separator: "\n"))\n\(problem)")
            return
        }
    }

    @Test func `a model that is wrong is found, and the case made short`() {
        let steps = ["declare q", "publish q a", "check q", "get q", "ack 1", "advance 5"]
        let isWrong = { (steps: [String]) in steps.contains("get q") && steps.contains("ack 1") }
        #expect(shrunk(steps, while: isWrong) == ["get q", "ack 1"])
    }

    /// The first thing that is not as it has to be, if there is one.
    private static func violation(of steps: [String]) -> String? {
        var script = BrokerScript()
        for step in steps {
            _ = script.perform(step)
            if let violation = script.violation { return "\(step): \(violation)" }
        }
        return nil
    }
}

extension BrokerScript {
    /// What is not as it has to be after a method.
    fileprivate var violation: String? {
        var held = [Int](repeating: 0, count: state.queues.count)
        var holders = held
        var heldCount = 0
        for channel in state.channels {
            let settled = channel.transaction.settled.flatMap(\.messages)
            for message in channel.held + settled {
                heldCount += 1
                if !state.queues[message.queue].isDeleted { held[message.queue] += 1 }
                if message.consumer == nil { holders[message.queue] += 1 }
            }
        }
        for consumer in state.consumers where !consumer.isActive && consumer.unsettled > 0 {
            holders[consumer.queue] += 1
        }
        var readyCount = 0
        for (number, queue) in state.queues.enumerated() {
            readyCount += queue.readyCount
            let sum = queue.readyCount + queue.unsettled + queue.tally.ended
            if queue.tally.published != sum {
                return "\(queue.name): \(queue.tally) with \(queue.readyCount) ready and "
                    + "\(queue.unsettled) given out"
            }
            if queue.unsettled != held[number] {
                return "\(queue.name): \(queue.unsettled) given out, channels hold \(held[number])"
            }
            if queue.holderCount != holders[number] {
                return "\(queue.name): \(queue.holderCount) hold, in truth \(holders[number])"
            }
            if let idle = idleConsumer(of: number) {
                return "\(queue.name): \(idle) could take one of \(queue.readyCount)"
            }
        }
        if copies != readyCount + heldCount {
            return "\(copies) copies, but \(readyCount) ready and \(heldCount) given out"
        }
        let greedy = state.consumers.first { consumer in
            consumer.prefetch.map { consumer.unsettled > $0 } ?? false
        }
        return greedy.map { "\($0.tag) holds \($0.unsettled)" }
    }

    /// A consumer that could take a message that is ready.
    private func idleConsumer(of queue: Int) -> String? {
        let ready = state.queues[queue]
        guard ready.readyCount > 0, !ready.settings.isSingleActiveConsumer else { return nil }
        return state.consumers.first { consumer in
            consumer.queue == queue && consumer.isActive && consumer.hasCapacity
                && state.channels[consumer.channel].shared.limit == 0
        }?.tag
    }
}
