import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// The store in virtual time.
struct InMemoryKeyValueStoreTests {
    private let bench = Bench()

    private func store(_ settings: MachineSettings = .instant) -> InMemoryKeyValueStore {
        InMemoryKeyValueStore(settings, number: 2, world: bench.world)
    }

    @Test(arguments: [(1, [7, 14, 21]), (2, [7, 7, 14]), (nil, [7, 7, 7])])
    func `a command takes the machine's time, first come, first served`(
        _ places: Int?,
        _ ends: [Int]
    ) {
        let (bench, store) = (bench, store(.constant(7, places: places)))
        for name in ["a", "b", "c"] {
            bench.task {
                try await store.set(name, to: .text(name))
                bench.note(name)
            }
        }
        #expect(bench.run() == zip(ends, ["a", "b", "c"]).map { "\($0) \($1)" })
    }

    @Test func `C2_1 a key lives from its command on, to the nanosecond`() {
        let (bench, store) = (bench, store(.constant(10)))
        bench.task {
            try await store.set("k", to: .text("v"), timeToLive: .nanoseconds(100))
            bench.note("\(try await store.timeToLive(of: "k"))")
            try await bench.simulation.sleep(until: 99)
            bench.note("\(try await store.exists("k"))")
            bench.note("\(try await store.exists("k"))")
            bench.note("\(try await store.timeToLive(of: "k"))")
        }
        bench.task(at: 200) {
            try await store.set("k", to: .text("v"))
            bench.note("\(try await store.timeToLive(of: "k"))")
            bench.note("\(try await store.expire("k", in: .nanoseconds(20)))")
            bench.note("\(try await store.get("k")?.text ?? "nil")")
            bench.note("\(try await store.get("k")?.text ?? "nil")")
            bench.note("\(try await store.delete("k"))")
        }
        let left = TimeToLive.left(.nanoseconds(90))
        #expect(
            bench.run() == [
                "20 \(left)", "109 true", "119 false", "129 noKey", "220 forever", "230 true",
                "240 v", "250 nil", "260 false",
            ]
        )
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func `C1_2 a time to live has to be positive`(_ life: Duration) {
        let (bench, store) = (bench, store())
        bench.task {
            try await store.set("k", to: .text("v"))
            do throws(KeyValueStoreError) {
                try await store.set("k", to: .text("w"), timeToLive: life)
            } catch {
                bench.note(error.text)
            }
            bench.note(try await store.get("k")?.text ?? "nil")
        }
        #expect(bench.run() == ["0 ERR invalid expire time in 'set' command", "0 v"])
    }

    @Test func `the longest time to live does not overflow`() {
        let (bench, store) = (bench, store())
        bench.task(at: 5) {
            try await store.set("k", to: .text("v"), timeToLive: .seconds(Int64.max))
            bench.note("\(try await store.exists("k"))")
        }
        #expect(bench.run() == ["5 true"])
    }

    @Test func `a task that is cancelled while it waits leaves the store as it was`() {
        let (bench, store) = (bench, store(.constant(10, places: 1)))
        let first = bench.task { try await store.set("k", to: .text("v")) }
        bench.task(at: 5) { first.cancel() }
        bench.task(at: 6) { bench.note("\(try await store.exists("k"))") }
        let error = KeyValueStoreError.cancelled
        #expect(bench.run() == ["5 \(error)", "16 false"])
    }
}
