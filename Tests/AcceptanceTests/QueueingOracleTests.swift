import Testing

/// The whole runner against queueing theory: first exactly, then on average.
struct QueueingOracleTests {
    /// Debug builds are an order of magnitude slower, so they check a part of the same numbers.
    #if DEBUG
    private static let exactTasks = 10_000
    private static let replications = 2
    private static let measured = 4_000
    private static let discarded = 400
    private static let tolerance = 0.5
    #else
    private static let exactTasks = 100_000
    private static let replications = 20
    private static let measured = 200_000
    private static let discarded = 20_000
    private static let tolerance = 0.02
    #endif

    @Test(arguments: [(1, 800), (3, 2_400), (10, 8_000)])
    func `every wait is what Kiefer and Wolfowitz say, to the nanosecond`(
        servers: Int,
        arrivalsPerThousandServices: Int64
    ) throws {
        let run = QueueingRun(
            interarrival: 1_000_000_000_000 / arrivalsPerThousandServices,
            service: 1_000_000_000,
            servers: servers,
            seed: 7
        )
        let waits = try run.waits(Self.exactTasks)
        let expected = run.expectedWaits(Self.exactTasks)
        let first = zip(waits, expected).enumerated().first { $0.element.0 != $0.element.1 }
        #expect(first == nil, "the first task that differs, with its wait and what it should be")
        #expect(expected.contains { $0 > 0 })
    }

    @Test(arguments: [
        // M/M/3 with λ = 2.4, μ = 1: 96/89 s.
        (3, 416_666_667 as Int64, 96.0 / 89.0),
        // M/M/1 with λ = 0.8, μ = 1: 4 s.
        (1, 1_250_000_000, 4.0),
    ])
    func `the mean wait is that of the closed form`(
        servers: Int,
        interarrival: Int64,
        exact: Double
    ) throws {
        var sum = 0.0
        for replication in 1...Self.replications {
            let run = QueueingRun(
                interarrival: interarrival,
                service: 1_000_000_000,
                servers: servers,
                seed: UInt64(replication)
            )
            let waits = try run.waits(Self.discarded + Self.measured)
            let total = waits[Self.discarded...].reduce(Int128(0)) { $0 + Int128($1) }
            sum += Double(total) / 1e9 / Double(Self.measured)
        }
        let mean = sum / Double(Self.replications)
        #expect(abs(mean - exact) <= Self.tolerance * exact, "\(mean) s, exactly \(exact) s")
    }
}
