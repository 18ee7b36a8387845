import Testing

/// The whole runner against queueing theory, exactly; `ClosedFormTests` do it on average.
struct QueueingOracleTests {
    /// Debug builds are an order of magnitude slower, so they check a part of the same numbers.
    #if DEBUG
    private static let exactTasks = 10_000
    #else
    private static let exactTasks = 100_000
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
}
