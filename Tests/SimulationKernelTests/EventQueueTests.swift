import SimulationKernel
import Testing

private final class Idle: EventHandler {
    func handle(code: Int32, argument: Int) {}
}

/// The queue against a sorted array, on random programs.
struct EventQueueTests {
    /// What is done to a queue; `pop` and `cancel` count modulo what there is.
    private enum Step: Equatable {
        case insert(after: Int64, urgent: Bool)
        case cancel(Int)
        case pop(limit: Int64)
    }

    /// Runs steps on both; the first difference as text, or nil.
    private func difference(_ steps: [Step]) -> String? {
        var queue = EventQueue()
        var model = SortedEvents()
        var tokens: [EventToken] = []
        var now: Int64 = 0
        let idle = Idle()
        for (place, step) in steps.enumerated() {
            switch step {
            case .insert(let delay, let urgent):
                let token = queue.insert(
                    at: now + delay,
                    now: now,
                    urgent: urgent,
                    handler: idle,
                    code: 9,
                    argument: tokens.count
                )
                model.insert(at: now + delay, urgent: urgent, name: tokens.count)
                tokens.append(token)
            case .cancel(let choice):
                guard !tokens.isEmpty else { continue }
                let name = choice % tokens.count
                let (got, expected) = (queue.cancel(tokens[name]), model.cancel(name))
                if got != expected { return "step \(place): cancel is \(got)" }
            case .pop(let limit):
                var name: Int?
                if queue.hasNext(notAfter: now + limit) {
                    let event = queue.removeNext()
                    now = event.time
                    name = event.argument
                }
                let expected = model.pop(notAfter: now + (name == nil ? limit : 0))
                if name != expected {
                    return "step \(place): pop is \(name ?? -1), not \(expected ?? -1)"
                }
            }
            if queue.count != model.events.count { return "step \(place): count" }
            if queue.nextTime() != model.events.first?.time { return "step \(place): next time" }
        }
        return nil
    }

    /// Removes steps, in smaller and smaller pieces, as long as the rest still fails.
    private func shrunk(_ steps: [Step]) -> [Step] {
        var steps = steps
        var piece = steps.count / 2
        while piece > 0 {
            var start = 0
            while start < steps.count {
                var fewer = steps
                fewer.removeSubrange(start..<min(start + piece, steps.count))
                if difference(fewer) == nil {
                    start += piece
                } else {
                    steps = fewer
                }
            }
            piece /= 2
        }
        return steps
    }

    private func program(seed: UInt64, length: UInt64, spread: UInt64) -> [Step] {
        let random = Simulation(seed: seed).random.stream("program")
        return (0..<length).map { place in
            let value = random.below(spread, entity: place, n: 1)
            switch random.below(10, entity: place) {
            case 0..<4: return .insert(after: Int64(value), urgent: false)
            case 4: return .insert(after: Int64(value), urgent: true)
            case 5, 6: return .cancel(Int(random.below(1 << 20, entity: place, n: 2)))
            default: return .pop(limit: Int64(value))
            }
        }
    }

    @Test(arguments: [1, 2, 5, 1000] as [UInt64])
    func `events leave in the order of a sorted array`(_ spread: UInt64) {
        for seed in 0..<100 as Range<UInt64> {
            let steps = program(seed: seed, length: 150, spread: spread)
            if difference(steps) != nil {
                let least = shrunk(steps)
                Issue.record("seed \(seed): \(difference(least) ?? "") by \(least)")
                return
            }
        }
    }

    @Test func `the order stays when cancelled events are swept out`() {
        var steps: [Step] = (0..<3000).map {
            .insert(after: ($0 * 7919) % 2003, urgent: $0 % 7 == 0)
        }
        steps += (0..<3000).filter { $0 % 5 != 0 }.map { .cancel($0) }
        steps += (0..<700).map { _ in .pop(limit: 3000) }
        #expect(difference(steps) == nil)
    }

    @Test func `the ring and the slots grow and are used again`() {
        var steps: [Step] = []
        for round in 0..<4 {
            steps += (0..<(100 * (round + 1))).map { _ in .insert(after: 0, urgent: false) }
            steps += (0..<(90 * (round + 1))).map { _ in .pop(limit: 0) }
        }
        #expect(difference(steps) == nil)
    }

    @Test func `a token of an event that has happened cancels nothing`() {
        var queue = EventQueue()
        let idle = Idle()
        let first = queue.insert(
            at: 0,
            now: 0,
            urgent: false,
            handler: idle,
            code: 1,
            argument: 1
        )
        let isFound = queue.hasNext(notAfter: 0)
        let event = queue.removeNext()
        #expect(isFound)
        #expect(event.argument == 1)
        let second = queue.insert(
            at: 0,
            now: 0,
            urgent: false,
            handler: idle,
            code: 1,
            argument: 2
        )
        let cancelled = [queue.cancel(first), queue.cancel(second), queue.cancel(second)]
        #expect(cancelled == [false, true, false])
        let next = queue.nextTime()
        #expect(next == nil)
    }
}

/// What an event queue is, in the plainest words.
private struct SortedEvents {
    struct Event {
        var time: Int64
        var urgent: Bool
        var sequence: Int
    }

    var events: [Event] = []

    mutating func insert(at time: Int64, urgent: Bool, name: Int) {
        events.append(Event(time: time, urgent: urgent, sequence: name))
        events.sort { left, right in
            if left.time != right.time { return left.time < right.time }
            if left.urgent != right.urgent { return left.urgent }
            return left.sequence < right.sequence
        }
    }

    mutating func cancel(_ name: Int) -> Bool {
        let before = events.count
        events.removeAll { $0.sequence == name }
        return events.count < before
    }

    mutating func pop(notAfter limit: Int64) -> Int? {
        guard let first = events.first, first.time <= limit else { return nil }
        return events.removeFirst().sequence
    }
}
