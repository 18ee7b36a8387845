import InMemoryInfrastructure
import Infrastructure
import SimulationKernel

/// How fast the store is through its protocol, with commands one after the other.
enum StoreBenchmark {
    static let all = [operations, sortedSet, list, expiry]

    /// Small keys with small values.
    static let memory = Benchmark("store.memory", "bytes/key", measuresMemory: true) { measure in
        let count = 1_000_000
        let (simulation, store) = make()
        simulation.spawn("benchmark") {
            for number in 0..<count { try? await store.set("key:\(number)", to: .text("1")) }
        }
        measure { _ = simulation.run() }
        return Double(count)
    }

    /// `GET`, `SET`, `INCR` and `EXPIRE` in turn on keys at random.
    static let operations = Benchmark("store.operations", "commands/s") { measure in
        let count = 3_000_000
        let (simulation, store) = make()
        let keys = (0..<100_000).map { "key:\($0)" }
        let order = shuffled(keys)
        simulation.spawn("preparation") {
            for key in keys { try? await store.set(key, to: .text("1")) }
        }
        _ = simulation.run()
        simulation.spawn("benchmark") { try? await mix(count, on: store, order) }
        measure { _ = simulation.run() }
        return Double(count)
    }

    private static func mix(
        _ count: Int,
        on store: any KeyValueStore,
        _ keys: [String]
    ) async throws(KeyValueStoreError) {
        let value = Payload.text("42")
        var operation = 0
        while operation < count {
            for key in keys where operation < count {
                // The second part keeps a key from getting the same command in every round.
                switch (operation + operation / keys.count) & 3 {
                case 0: _ = try await store.get(key)
                case 1: try await store.set(key, to: value)
                case 2: try await store.increment(key, by: 1)
                default: try await store.expire(key, in: .seconds(100))
                }
                operation += 1
            }
        }
    }

    /// Ranks and short ranges of a sorted set of a million members.
    static let sortedSet = Benchmark("store.sortedset", "ranks and ranges/s") { measure in
        let (simulation, store) = make()
        simulation.spawn("preparation") {
            for number in 0..<1_000_000 {
                let score = Double(number &* 7_919 % 1_000_003)
                _ = try? await store.setScore(score, of: "member:\(number)", in: "z")
            }
        }
        _ = simulation.run()
        let count = 100_000
        simulation.spawn("benchmark") {
            let connection = try? await store.connect()
            for number in 0..<count / 2 {
                let rank = String(number &* 7_919 % 1_000_000)
                _ = try? await connection?.execute(["ZRANK", "z", "member:\(rank)"])
                _ = try? await connection?.execute(["ZRANGE", "z", rank, rank])
            }
        }
        measure { _ = simulation.run() }
        return Double(count)
    }

    /// Both ends of a list of a million elements.
    static let list = Benchmark("store.list", "pushes and pops/s") { measure in
        let (simulation, store) = make()
        simulation.spawn("preparation") {
            for _ in 0..<1_000_000 { _ = try? await store.pushLast([.text("element")], to: "l") }
        }
        _ = simulation.run()
        let count = 400_000
        simulation.spawn("benchmark") {
            for _ in 0..<count / 4 {
                _ = try? await store.popFirst("l")
                _ = try? await store.pushLast([.text("element")], to: "l")
                _ = try? await store.popLast("l")
                _ = try? await store.pushFirst([.text("element")], to: "l")
            }
        }
        measure { _ = simulation.run() }
        return Double(count)
    }

    /// A million keys that expire one after the other.
    static let expiry = Benchmark("store.expiry", "expired keys/s") { measure in
        let count = 1_000_000
        let (simulation, store) = make()
        simulation.spawn("preparation") {
            for number in 0..<count {
                let life = Duration.milliseconds(1_000 + number &* 7_919 % 1_000)
                try? await store.set("key:\(number)", to: .text("1"), timeToLive: life)
            }
        }
        _ = simulation.run()
        simulation.spawn("benchmark") {
            let connection = try? await store.connect()
            for _ in 0..<300 {
                try? await simulation.sleep(for: 10_000_000)
                _ = try? await connection?.execute(["DBSIZE"])
            }
        }
        measure { _ = simulation.run() }
        return Double(count)
    }

    private static func make() -> (Simulation, any KeyValueStore) {
        let simulation = Simulation(seed: 1)
        let world = SimulatedWorld(simulation: simulation)
        return (simulation, InMemoryKeyValueStore(.instant, number: 1, world: world))
    }

    /// The keys in an order in which no two that follow each other are near in the store.
    private static func shuffled(_ keys: [String]) -> [String] {
        var keys = keys
        var chance: UInt64 = 1
        for last in keys.indices.reversed() {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            keys.swapAt(last, Int(chance >> 33) % (last + 1))
        }
        return keys
    }
}
