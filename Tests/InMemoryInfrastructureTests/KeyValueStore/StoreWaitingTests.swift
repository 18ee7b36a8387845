import Infrastructure
import JSON
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// Tasks that wait for elements in virtual time.
struct StoreWaitingTests {
    private let bench = Bench()
    private let ms: Int64 = 1_000_000

    private func store() -> InMemoryKeyValueStore {
        InMemoryKeyValueStore(.instant, number: 2, world: bench.world)
    }

    @Test func `C5_3 who waits longer is served first, at the instant of the push`() {
        let (bench, store) = (bench, store())
        for name in ["first", "second", "third"] {
            bench.task {
                let found = try await store.waitForFirst(of: ["other", "jobs"])
                bench.note("\(name) \(found?.key ?? "") \(found?.element.text ?? "")")
            }
        }
        bench.task(at: 5) { try await store.pushLast([.text("a"), .text("b")], to: "jobs") }
        bench.task(at: 9) { try await store.pushFirst([.text("c")], to: "other") }
        #expect(bench.run() == ["5 first jobs a", "5 second jobs b", "9 third other c"])
    }

    @Test func `a wait ends without an element when its time is over`() {
        let (bench, store, ms) = (bench, store(), ms)
        bench.task {
            let found = try await store.waitForLast(of: ["jobs"], timeout: .microseconds(1500))
            bench.note(found?.element.text ?? "nothing")
        }
        bench.task(at: 3 * ms) {
            try await store.pushLast([.text("late")], to: "jobs")
            bench.note("\(try await store.elementCount(of: "jobs"))")
        }
        #expect(bench.run() == ["2000000 nothing", "3000000 1"])
    }

    @Test func `who is cancelled while it waits is passed over`() {
        let (bench, store) = (bench, store())
        let gone = bench.task { _ = try await store.waitForFirst(of: ["jobs"]) }
        bench.task(at: 1) {
            bench.note(try await store.waitForFirst(of: ["jobs"])?.element.text ?? "nothing")
        }
        bench.task(at: 2) { gone.cancel() }
        bench.task(at: 3) { try await store.pushLast([.text("a")], to: "jobs") }
        #expect(bench.run() == ["2 \(KeyValueStoreError.cancelled)", "3 a"])
    }

    @Test func `a time-out around the wait ends it, too`() {
        let (bench, store) = (bench, store())
        bench.task {
            do {
                _ = try await bench.simulation.withTimeout(7) {
                    try await store.waitForFirst(of: ["jobs"])?.element.text
                }
            } catch is TimeoutError {
                bench.note("timed out")
            }
            try await store.pushLast([.text("a")], to: "jobs")
            bench.note(try await store.popFirst("jobs")?.text ?? "nothing")
        }
        #expect(bench.run() == ["7 timed out", "7 a"])
    }

    @Test func `the commands of a connection wait for the one that waits`() {
        let (bench, store) = (bench, store())
        bench.task {
            let connection = try await store.connect()
            for (place, command) in [["BLPOP", "k", "0"], ["PING"], ["LLEN", "k"]].enumerated() {
                bench.task(at: Int64(place)) {
                    bench.note(StoreDesk.text(try await connection.execute(command)))
                }
            }
        }
        bench.task(at: 9) { try await store.pushLast([.text("a"), .text("b")], to: "k") }
        #expect(bench.run() == ["9 [\"k\", \"a\"]", "9 PONG", "9 1"])
    }

    @Test func `closing a connection ends the wait at it`() {
        let (bench, store) = (bench, store())
        bench.task {
            let connection = try await store.connect()
            bench.task(at: 1) {
                _ = try await connection.execute(["BLPOP", "k", "0"])
            }
            bench.task(at: 2) {
                _ = try await connection.execute(["PING"])
            }
            bench.task(at: 5) { await connection.close() }
        }
        bench.task(at: 9) {
            bench.note("\(try await store.pushLast([.text("a")], to: "k"))")
        }
        #expect(
            bench.run() == [
                "5 \(KeyValueStoreError.cancelled)", "5 \(KeyValueStoreError.closed)", "9 1",
            ]
        )
    }

    @Test func `a sorted set as a queue of what is due`() {
        let (bench, store) = (bench, store())
        bench.task {
            try await store.setScore(30, of: "late", in: "due")
            try await store.setScore(10, of: "early", in: "due")
            bench.note("\(try await store.setScore(20, of: "late", in: "due"))")
            bench.note("\(try await store.score(of: "late", in: "due") ?? -1)")
            let due = try await store.scored(in: "due", from: -.infinity, through: 15)
            bench.note("\(due.map(\.member))")
            bench.note("\(try await store.scored(in: "due").map(\.score))")
            bench.note("\(try await store.popLowest("due").map(\.member))")
            bench.note("\(try await store.deleteScored(["late", "none"], of: "due"))")
            bench.note("\(try await store.exists("due"))")
        }
        #expect(
            bench.run() == [
                "0 false", "0 20.0", "0 [\"early\"]", "0 [10.0, 20.0]", "0 [\"early\"]", "0 1",
                "0 false",
            ]
        )
    }

    @Test func `hashes, lists and sets through typed methods`() {
        let (bench, store) = (bench, store())
        bench.task {
            let fields = [("a", Payload.text("1")), ("b", .json(.array([.integer(1)])))]
            bench.note("\(try await store.setFields(of: "h", to: fields))")
            bench.note("\(try await store.field("b", of: "h") == .json(.array([.integer(1)])))")
            bench.note("\(try await store.incrementField("a", of: "h", by: 4))")
            bench.note("\(try await store.fields(of: "h").map { $0.field + $0.value.text })")
            bench.note("\(try await store.deleteFields(["a", "x"], of: "h"))")
            try await store.pushLast([.text("1"), .text("2"), .text("3")], to: "l")
            bench.note("\(try await store.moveLast(of: "l", toFirstOf: "m")?.text ?? "nil")")
            bench.note("\(try await store.elements(of: "l", through: -1).map(\.text))")
            bench.note("\(try await store.insertMembers(["x", "y", "x"], into: "s"))")
            bench.note("\(try await store.isMember("x", of: "s"))")
            bench.note("\(try await store.deleteMembers(["x", "z"], of: "s"))")
            bench.note("\(try await store.members(of: "s"))")
            try await store.setField("a", of: "l", to: .text("1"))
        }
        #expect(
            bench.run() == [
                "0 2", "0 true", "0 5", "0 [\"a5\", \"b[1]\"]", "0 1", "0 3", "0 [\"1\", \"2\"]",
                "0 2", "0 true", "0 1", "0 [\"y\"]", "0 \(KeyValueStoreError.wrongType)",
            ]
        )
    }
}
