import Infrastructure
import Testing

@testable import InMemoryInfrastructure

/// The parts that the broker's state is made of, each against a plain model.
struct BrokerPartTests {
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private static func message(_ sequence: UInt64) -> QueuedMessage {
        QueuedMessage(
            envelope: Envelope(message: Message(.empty), exchange: "", routingKey: "", context: 0),
            sequence: sequence,
            readySince: 0,
            expiresAt: .max,
            priority: 0
        )
    }

    @Test func `messages come back to their places, in any order`() {
        var ready = ReadyMessages()
        var model: [UInt64] = []
        var out: [QueuedMessage] = []
        var chance = Chance(state: 1)
        var next: UInt64 = 0
        for _ in 0..<20_000 {
            switch chance.below(3) {
            case 0:
                ready.append(Self.message(next))
                model.append(next)
                next += 1
            case 1:
                if let first = ready.removeFirst() { out.append(first) }
                #expect(out.last?.sequence == model.first || model.isEmpty)
                if !model.isEmpty { model.removeFirst() }
            default:
                guard !out.isEmpty else { continue }
                let back = out.remove(at: chance.below(out.count))
                ready.putBack(back)
                model.insert(
                    back.sequence,
                    at: model.firstIndex { $0 > back.sequence } ?? model.count
                )
            }
            #expect(ready.count == model.count)
        }
    }

    @Test func `the table of what is given out is one by tag`() {
        var table = OutstandingTable()
        var model: [UInt64] = []
        var chance = Chance(state: 2)
        var next: UInt64 = 1
        for _ in 0..<20_000 {
            switch chance.below(5) {
            case 0, 1, 2:
                table.insert(
                    OutstandingMessage(
                        tag: next,
                        message: Self.message(next),
                        queue: 0,
                        consumer: nil
                    )
                )
                model.append(next)
                next += 1
            case 3:
                let tag = UInt64(chance.below(Int(next) + 2))
                #expect((table.remove(tag) != nil) == model.contains(tag))
                model.removeAll { $0 == tag }
            default:
                guard chance.below(20) == 0 else { continue }
                let tag = UInt64(chance.below(Int(next)))
                #expect(table.removeAll(upTo: tag).map(\.tag) == model.filter { $0 <= tag })
                model.removeAll { $0 <= tag }
            }
            #expect(table.count == model.count)
        }
    }

    @Test func `a shared limit suspends queues until something is settled`() {
        var shared = SharedPrefetch()
        var journal = ["\(shared.admits(1))"]
        shared.set(2, held: 1)
        journal.append("\(shared.admits(1)) \(shared.isSuspended(1))")
        shared.noteGivenOut()
        journal.append("\(shared.admits(2)) \(shared.admits(1)) \(shared.isSuspended(3))")
        journal.append("\(shared.resume())")
        shared.noteSettled(1)
        journal.append("\(shared.isSuspended(2)) \(shared.admits(3)) \(shared.resume())")
        shared.noteGivenOut()
        journal.append("\(shared.isSuspended(2)) \(shared.admits(4))")
        shared.set(0, held: 9)
        journal.append("\(shared.resume()) \(shared.admits(4))")
        #expect(
            journal == [
                "true", "true false", "false false false", "[]", "true true [1, 2]",
                "false false", "[4] true",
            ]
        )
    }
}
