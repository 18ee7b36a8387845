import JSON
import Measurement
import Testing

/// Closed forms that need a queue with a limit or with priorities: those of the broker itself.
struct BrokerQueueTests {
    #if DEBUG
    private static let replications: UInt64 = 12
    private static let share: Int64 = 100
    #else
    private static let replications: UInt64 = 20
    private static let share: Int64 = 1
    #endif

    /// A system with the figures that theory has for it, in the order of the classes.
    struct Model: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arrivals: [(perSecond: Double, priority: Int)]
        let servers: Int
        let arguments: [(String, Int64)]
        /// Seconds of a replication of full size.
        let seconds: Int64
        let waits: [Double]
        var loss: Double?
    }

    private static let models: [Model] = [
        // The limit is one of waiting messages, so it is K - c.
        Model(
            testDescription: "row 10: M/M/1/5, lambda 0.8",
            arrivals: [(0.8, 0)],
            servers: 1,
            arguments: [("x-max-length", 4)],
            seconds: 40_000,
            waits: [1.5630652070],
            loss: 0.0888194987
        ),
        Model(
            testDescription: "row 11: M/M/3/10, lambda 2.4",
            arrivals: [(2.4, 0)],
            servers: 3,
            arguments: [("x-max-length", 7)],
            seconds: 80_000,
            waits: [0.6198825688],
            loss: 0.0304516140
        ),
        Model(
            testDescription: "row 22: non-preemptive priority, lambda 0.3 and 0.5",
            arrivals: [(0.3, 1), (0.5, 0)],
            servers: 1,
            arguments: [("x-max-priority", 1)],
            seconds: 200_000,
            waits: [8.0 / 7, 40.0 / 7]
        ),
    ]

    @Test(arguments: models)
    func `the broker's queue agrees with the closed form`(model: Model) throws {
        var arguments = JSONObject()
        for (name, value) in model.arguments { arguments[name] = .integer(value) }
        if model.loss != nil { arguments["x-overflow"] = "reject-publish" }
        let runs = (1...Self.replications).map { seed in
            BrokerQueue(
                arrivals: model.arrivals.map { arrivals in
                    BrokerQueue.Arrivals(perSecond: arrivals.perSecond, priority: arrivals.priority)
                },
                servers: model.servers,
                arguments: arguments,
                seed: seed
            ).run(warmUp: 500, seconds: model.seconds / Self.share)
        }
        for (number, exact) in model.waits.enumerated() {
            try expect(runs.map { $0[number].meanWait }, exact, "wait of class \(number)")
        }
        if let loss = model.loss { try expect(runs.map { $0[0].loss }, loss, "loss") }
    }

    /// Within 3.5 standard errors, and in full size with an interval of at most ± 2 %.
    private func expect(_ values: [Double], _ exact: Double, _ name: Comment) throws {
        let figure = try #require(ReplicatedFigure(values))
        let error = try #require(figure.standardError)
        let halfWidth = try #require(figure.relativeHalfWidth)
        #expect(abs(figure.mean - exact) <= 3.5 * error, "\(name): \(figure), exactly \(exact)")
        if Self.share == 1 { #expect(halfWidth <= 0.02, "\(name): \(figure)") }
        #expect(error > 0, name)
    }
}
