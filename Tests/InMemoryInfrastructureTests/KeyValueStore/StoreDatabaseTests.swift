import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// The store's methods on a database of their own.
struct StoreDatabaseTests {
    private let bench = Bench()

    private func store(_ settings: MachineSettings = .instant) -> any KeyValueStore {
        InMemoryKeyValueStore(settings, number: 2, world: bench.world)
    }

    @Test func `every method works on the database that it was asked of`() {
        let (bench, store) = (bench, store(.constant(1, places: 1)))
        bench.task {
            let third = store.database(3)
            try await store.set("k", to: .text("0"))
            try await third.set("k", to: .text("30"))
            bench.note(
                try await third.set("k", to: .text("x"), timeToLive: nil, condition: .ifAbsent).text
            )
            bench.note("\(try await third.increment("k", by: 1))")
            bench.note(try await third.expire("k", in: .milliseconds(1)).text)
            bench.note("\(try await third.timeToLive(of: "k"))")
            bench.note("\(try await store.timeToLive(of: "k"))")
            bench.note(try await store.database(4).exists("k").text)
            bench.note(try await third.get(["k", "l"]).map { $0?.text ?? "nil" }.joined())
            bench.note(try await third.keys(matching: "*").joined())
            bench.note(try await third.delete("k").text)
            bench.note(try await store.database(0).get("k")?.text ?? "nil")
        }
        #expect(
            bench.run() == [
                "3 false", "4 31", "5 true", "6 left(0.001 seconds)", "7 forever", "8 false",
                "9 31nil", "10 k", "11 true", "12 0",
            ]
        )
    }

    @Test func `what waits and what connects begins on the database`() {
        let (bench, store) = (bench, store())
        bench.task {
            let fifth = store.database(5)
            let connection = try await fifth.connect()
            bench.note(StoreDesk.text(try await connection.execute(["SET", "k", "v"])))
            bench.note(try await fifth.get("k")?.text ?? "nil")
            bench.note(try await fifth.waitForFirst(of: ["list"])?.element.text ?? "nil")
        }
        bench.task(at: 5) {
            try await store.pushLast([.text("of 0")], to: "list")
            try await store.database(5).pushLast([.text("of 5")], to: "list")
        }
        #expect(bench.run() == ["0 OK", "0 v", "5 of 5"])
    }

    @Test func `a transaction gives up when the methods change its database`() {
        let (bench, store) = (bench, store())
        bench.task {
            for database in [2, 3] {
                let connection = try await store.database(2).connect()
                try await connection.watch(["k"])
                try await store.database(database).set("k", to: .text("new"))
                let replies = try await connection.transaction([["GET", "k"]])
                bench.note(replies.map { StoreDesk.text(.array($0)) } ?? "given up")
            }
        }
        #expect(bench.run() == ["0 given up", "0 [\"new\"]"])
    }

    @Test func `a lock is ended by its owner alone`() {
        let (bench, store) = (bench, store(.constant(2, places: 1)))
        bench.task {
            let locks = store.database(1)
            try await locks.set("lock", to: .text("a:1"), timeToLive: .seconds(1))
            bench.note(try await locks.delete("lock", ifEqualTo: .text("b:1")).text)
            bench.note(try await store.delete("lock", ifEqualTo: .text("a:1")).text)
            bench.note(try await locks.get("lock")?.text ?? "nil")
            bench.note(try await locks.delete("lock", ifEqualTo: .text("a:1")).text)
            bench.note(try await locks.delete("lock", ifEqualTo: .text("a:1")).text)
        }
        #expect(bench.run() == ["4 false", "6 false", "8 a:1", "10 true", "12 false"])
    }

    @Test func `a lock is renewed by its owner alone, and only while it is there`() {
        let (bench, store) = (bench, store(.constant(2, places: 1)))
        bench.task {
            let locks = store.database(1)
            try await locks.set("lock", to: .text("a:1"), timeToLive: .seconds(1))
            for (old, new) in [("b:1", "b:2"), ("a:1", "a:2"), ("a:1", "a:3")] {
                let isSet = try await locks.set(
                    "lock",
                    to: .text(new),
                    timeToLive: .seconds(2),
                    ifEqualTo: .text(old)
                )
                bench.note(isSet.text)
            }
            bench.note("\(try await locks.timeToLive(of: "lock"))")
            bench.note(try await locks.get("lock")?.text ?? "nil")
            try await locks.delete("lock")
            let isSet = try await locks.set(
                "lock",
                to: .text("a:4"),
                timeToLive: nil,
                ifEqualTo: .text("a:2")
            )
            bench.note(isSet.text)
        }
        #expect(
            bench.run() == [
                "4 false", "6 true", "8 false", "10 left(2.0 seconds)", "12 a:2", "16 false",
            ]
        )
    }

    @Test func `a number is the text that it is written as, and a list is an error`() {
        let (bench, store) = (bench, store())
        bench.task {
            try await store.increment("n", by: 7)
            bench.note(try await store.delete("n", ifEqualTo: .text("07")).text)
            bench.note(try await store.delete("n", ifEqualTo: .text("7")).text)
            try await store.pushLast([.text("7")], to: "l")
            try await store.delete("l", ifEqualTo: .text("7"))
        }
        #expect(
            bench.run() == ["0 false", "0 true", "0 \(KeyValueStoreError.wrongType)"]
        )
    }
}

extension Bool {
    fileprivate var text: String { self ? "true" : "false" }
}
