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

    @Test func `C2_1 a key lives from its command on, in whole milliseconds, rounded up`() {
        let ms: Int64 = 1_000_000
        let (bench, store) = (bench, store(.constant(1_000_000)))
        bench.task {
            try await store.set("k", to: .text("v"), timeToLive: .nanoseconds(9 * ms + 1))
            bench.note("\(try await store.timeToLive(of: "k"))")
            try await bench.simulation.sleep(until: 9 * ms)
            bench.note("\(try await store.exists("k"))")
            bench.note("\(try await store.exists("k"))")
            bench.note("\(try await store.exists("k"))")
            bench.note("\(try await store.timeToLive(of: "k"))")
        }
        bench.task(at: 20 * ms) {
            try await store.set("k", to: .text("v"))
            bench.note("\(try await store.timeToLive(of: "k"))")
            bench.note("\(try await store.expire("k", in: .milliseconds(2)))")
            bench.note("\(try await store.get("k")?.text ?? "nil")")
            bench.note("\(try await store.get("k")?.text ?? "nil")")
            bench.note("\(try await store.get("k")?.text ?? "nil")")
            bench.note("\(try await store.delete("k"))")
        }
        let left = TimeToLive.left(.milliseconds(9))
        #expect(
            bench.run() == [
                "2000000 \(left)", "10000000 true", "11000000 true", "12000000 false",
                "13000000 noKey", "22000000 forever", "23000000 true", "24000000 v",
                "25000000 v", "26000000 nil", "27000000 false",
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
