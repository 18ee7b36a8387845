import SimulationKernel
import Testing

/// What a worker does with a task; the implementation stands behind `any`.
private protocol Ledger: Sendable {
    func record(_ line: String) async
    func total() async -> Int
}

/// State of the run, on the simulation's executor.
private actor Book {
    private let simulation: Simulation
    private(set) var lines: [String] = []
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe simulation.asUnownedSerialExecutor()
    }

    init(_ simulation: Simulation) { self.simulation = simulation }

    func add(_ line: String) { lines.append("\(simulation.now) \(line)") }
    var count: Int { lines.count }
}

private struct BookLedger: Ledger {
    let book: Book
    func record(_ line: String) async { await book.add(line) }
    func total() async -> Int { await book.count }
}

/// Workers behind a clerk, with time-outs, cancellations, random draws and actors.
private struct Office {
    let simulation: Simulation
    let book: Book
    let clerk: Resource

    init(seed: UInt64, workers: Int, rounds: Int) {
        let simulation = Simulation(seed: seed)
        let book = Book(simulation)
        let clerk = Resource("clerk", capacity: 2, simulation: simulation, code: 100)
        (self.simulation, self.book, self.clerk) = (simulation, book, clerk)
        let ledger: any Ledger = BookLedger(book: book)
        let stream = simulation.random.stream("work")
        let law = Distribution.lognormal(median: 20 as Int64, p99: 90)
        let handles = (0..<workers).map { worker in
            simulation.spawn("worker", context: Int32(worker), after: Int64(worker)) {
                for round in 0..<rounds {
                    let entity = UInt64(worker) << 32 | UInt64(round)
                    let service = law.sample(stream, entity: entity)
                    do {
                        try await simulation.withTimeout(60) { try await clerk.serve(service) }
                        await ledger.record("\(worker) served \(service)")
                    } catch {
                        await ledger.record(
                            "\(worker) \(type(of: error)) after \(await ledger.total())"
                        )
                    }
                    try? await simulation.sleep(for: Int64(stream.below(30, entity: entity, n: 9)))
                }
            }
        }
        simulation.spawn("manager") {
            try? await simulation.sleep(for: 100)
            handles[0].cancel()
            try? await handles[1].join()
            await ledger.record("manager leaves")
        }
    }

    func run() -> [String] {
        #expect(simulation.run() == .exhausted)
        #expect(simulation.finish() == [])
        return book.assumeIsolated { $0.lines }
    }
}

struct DeterminismTests {
    /// Debug and release builds have to agree with this text.
    @Test func `a small office leaves this trace`() {
        #expect(
            Office(seed: 5, workers: 3, rounds: 2).run() == [
                "10 1 served 9",
                "23 0 served 23",
                "23 2 served 13",
                "33 1 served 10",
                "100 manager leaves",
                "100 0 CancellationError after 5",
                "104 2 TimeoutError after 6",
            ]
        )
    }

    @Test func `the same seed gives the same run, and another seed another`() {
        let offices = [1, 1, 2].map { Office(seed: $0, workers: 50, rounds: 20) }
        let lines = offices.map { $0.run() }
        #expect(lines[0] == lines[1])
        #expect(offices[0].simulation.fingerprint == offices[1].simulation.fingerprint)
        #expect(offices[0].simulation.eventCount == offices[1].simulation.eventCount)
        #expect(lines[0] != lines[2])
        #expect(offices[0].simulation.fingerprint != offices[2].simulation.fingerprint)
    }

    /// The same number in debug and release builds, and with processor features masked off.
    @Test func `the fingerprint of a large office is this on every machine`() {
        let office = Office(seed: 1, workers: 50, rounds: 20)
        let lines = office.run()
        #expect(lines.count == 1001)
        #expect(office.simulation.eventCount == 2985)
        #expect(office.simulation.fingerprint.value == 15_595_977_180_481_850_700)
        let digest = Fingerprint.digest(of: lines.joined(separator: "\n"))
        #expect(digest == 10_258_518_240_641_760_565)
    }
}
