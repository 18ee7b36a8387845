import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// Connections to the store in virtual time.
struct StoreConnectionTests {
    private let bench = Bench()

    private func store(_ settings: MachineSettings = .instant) -> InMemoryKeyValueStore {
        InMemoryKeyValueStore(settings, number: 2, world: bench.world)
    }

    @Test func `commands go through the machine of the store`() {
        let (bench, store) = (bench, store(.constant(7, places: 1)))
        bench.task {
            let connection = try await store.connect()
            bench.note(StoreDesk.text(try await connection.execute(["SET", "k", "v", "NX"])))
            bench.note(StoreDesk.text(try await connection.execute(["SET", "k", "v", "NX"])))
            bench.note(StoreDesk.text(try await connection.execute(["HGET"])))
            bench.note(try await store.get("k")?.text ?? "nil")
        }
        #expect(
            bench.run() == [
                "7 OK", "14 nil", "21 ERR wrong number of arguments for 'hget' command", "28 v",
            ]
        )
    }

    @Test func `C9_1 each connection has its own database and transaction`() {
        let (bench, store) = (bench, store())
        bench.task {
            let first = try await store.connect()
            let second = try await store.connect()
            _ = try await first.execute(["SELECT", "1"])
            _ = try await first.execute(["MULTI"])
            bench.note(StoreDesk.text(try await first.execute(["SET", "k", "1"])))
            bench.note(StoreDesk.text(try await second.execute(["SET", "k", "0"])))
            bench.note(StoreDesk.text(try await first.execute(["EXEC"])))
            bench.note(StoreDesk.text(try await first.execute(["GET", "k"])))
            bench.note(try await store.get("k")?.text ?? "nil")
        }
        #expect(bench.run() == ["0 QUEUED", "0 OK", "0 [OK]", "0 \"1\"", "0 0"])
    }

    @Test func `C9_2 a transaction gives up when a watched key has changed`() {
        let (bench, store) = (bench, store())
        bench.task {
            let connection = try await store.connect()
            for value in ["1", "2"] {
                try await connection.watch(["k"])
                if value == "2" { try await store.set("k", to: .text("stolen")) }
                let replies = try await connection.transaction([
                    ["SET", "k", value], ["INCR", "k"],
                ])
                bench.note(replies.map { StoreDesk.text(.array($0)) } ?? "given up")
            }
            try await connection.watch(["k"])
            _ = try await store.delete("k")
            try await connection.unwatch()
            let replies = try await connection.transaction([["EXISTS", "k"]])
            bench.note(replies.map { StoreDesk.text(.array($0)) } ?? "given up")
            do throws(KeyValueStoreError) {
                _ = try await connection.transaction([["SET", "k"]])
            } catch {
                bench.note(error.text)
            }
        }
        #expect(
            bench.run() == [
                "0 [OK, 2]", "0 given up", "0 [0]",
                "0 EXECABORT Transaction discarded because of previous errors.",
            ]
        )
    }

    @Test func `C11_2 a subscriber gets messages one at a time, in order`() {
        let (bench, store) = (bench, store())
        bench.task {
            let listener = Listener(bench: bench)
            let connection = try await store.connect(subscriber: listener)
            _ = try await connection.execute(["SUBSCRIBE", "c"])
            _ = try await connection.execute(["PSUBSCRIBE", "c*"])
            _ = try await connection.execute(["PUNSUBSCRIBE", "c*"])
            bench.note("\(try await store.publish(.text("one"), to: "c"))")
            bench.note("\(try await store.publish(.text("two"), to: "c"))")
            try await bench.simulation.sleep(until: 50)
            await connection.close()
            bench.note("\(try await store.publish(.text("three"), to: "c"))")
        }
        #expect(
            bench.run() == [
                "0 1", "0 1", "0 one of c begins", "10 one of c ends", "10 two of c begins",
                "20 two of c ends", "50 0",
            ]
        )
    }

    @Test func `a closed connection takes no commands`() {
        let (bench, store) = (bench, store())
        bench.task {
            let connection = try await store.connect()
            bench.note(StoreDesk.text(try await connection.execute(["QUIT"])))
            await connection.close()
            _ = try await connection.execute(["PING"])
        }
        #expect(bench.run() == ["0 OK", "0 \(KeyValueStoreError.closed)"])
    }

    @Test func `a command about a connection needs one of its own`() {
        let (bench, store) = (bench, store())
        bench.task {
            for command in ["MULTI", "WATCH", "SELECT", "SUBSCRIBE"] {
                let reply = try await store.perform([.text(command), .text("1")])
                bench.note(StoreDesk.text(reply))
            }
            bench.note(StoreDesk.text(try await store.perform([.text("PING")])))
            bench.note(StoreDesk.text(try await store.perform([])))
        }
        let refused = "0 \(KeyValueStoreError.needsConnection.text)"
        #expect(bench.run() == [refused, refused, refused, refused, "0 PONG", "0 nil"])
    }

    @Test func `keys and many values through typed methods`() {
        let (bench, store) = (bench, store())
        bench.task {
            for number in 0..<25 { try await store.set("k\(number)", to: .text("\(number)")) }
            let values = try await store.get(["k3", "none", "k4"])
            bench.note("\(values.map { $0?.text ?? "nil" })")
            var found: [String] = []
            var cursor = 0
            repeat {
                let page = try await store.scan(from: cursor)
                found += page.keys
                cursor = page.next
            } while cursor != 0
            bench.note("\(Set(found).count)")
            bench.note("\(try await store.keys(matching: "*").count)")
        }
        #expect(bench.run() == ["0 [\"3\", \"nil\", \"4\"]", "0 25", "0 25"])
    }
}

/// A subscriber that takes its time.
private struct Listener: StoreSubscriber {
    let bench: Bench

    func receive(_ payload: Payload, channel: String, pattern: String?) async {
        bench.note("\(payload.text) of \(pattern ?? channel) begins")
        try? await bench.simulation.sleep(for: 10)
        bench.note("\(payload.text) of \(pattern ?? channel) ends")
    }
}
