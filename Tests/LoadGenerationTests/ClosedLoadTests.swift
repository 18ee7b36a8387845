import Infrastructure
import LoadGeneration
import Measurement
import SimulationKernel
import Testing

/// Users who begin anew when they are done.
struct ClosedLoadTests {
    private struct Outcome {
        /// When a request was sent.
        let starts: [String]
        let metrics: MeasuredMetrics
        let active: Int
        let events: Int

        func count(_ metric: String) -> Int64 { metrics[metric]?.counter?.count ?? -1 }
    }

    /// A flow of one request that takes `delay`; without one, a flow without steps.
    private static func run(
        _ plan: UserPlan,
        delay: Int64?,
        for duration: Int64,
        from start: Int64 = 0
    ) throws -> Outcome {
        let simulation = Simulation(seed: 1)
        let registry = MetricRegistry(window: MeasurementWindow(start: 0, end: start + duration))
        let target = ScriptedTarget(simulation, delay: delay ?? 0) { _, _ in
            .success(HTTPResponse(.ok))
        }
        let request = FlowStep.request(FlowRequest("get", .get, "b", path: "/${iteration}"))
        let flow = FlowDescription("f", "", steps: delay == nil ? [] : [request])
        let driver = LoadDriver(
            LoadSettings(
                name: "l",
                source: .users(plan),
                program: try FlowProgram(flow, variables: [], duration: { _ in nil }),
                period: start..<(start + duration),
                number: 0
            ),
            target: target,
            simulation: simulation,
            registry: registry
        )
        driver.start()
        _ = simulation.run(until: start + duration * 2)
        return Outcome(
            starts: target.lines.map { $0.replacing(" GET /", with: ":") },
            metrics: registry.finish(at: start + duration),
            active: driver.active,
            events: simulation.eventCount
        )
    }

    @Test func `each user begins its next iteration at once`() throws {
        let outcome = try Self.run(UserPlan(start: 2), delay: 30, for: 100, from: 7)
        #expect(
            outcome.starts == ["7:0", "7:1", "37:2", "37:3", "67:4", "67:5", "97:6", "97:7"]
        )
        // The last two end after the load, and nothing begins any more.
        #expect(outcome.count("iterations") == 6)
        #expect(outcome.active == 0)
        #expect(outcome.count("dropped_iterations") == 0)
    }

    @Test func `users who are too many finish what they are at, and come back`() throws {
        let stages = [
            UserPlan.Stage(duration: 20, target: 2), UserPlan.Stage(duration: 5, target: 2),
            UserPlan.Stage(duration: 0, target: 0), UserPlan.Stage(duration: 40, target: 1),
        ]
        let outcome = try Self.run(UserPlan(start: 0, stages: stages), delay: 12, for: 100)
        #expect(outcome.starts == ["10:0", "20:1", "22:2", "65:3", "77:4", "89:5"])
    }

    @Test func `a user who is back in time goes on without a break`() throws {
        let stages = [
            UserPlan.Stage(duration: 5, target: 1), UserPlan.Stage(duration: 0, target: 0),
            UserPlan.Stage(duration: 4, target: 1),
        ]
        let outcome = try Self.run(UserPlan(start: 1, stages: stages), delay: 10, for: 25)
        #expect(outcome.starts == ["0:0", "10:1", "20:2"])
    }

    @Test func `iterations are those of each user, or shared by all`() throws {
        let each = try Self.run(
            UserPlan(start: 2, iterations: .each(2)),
            delay: 10,
            for: 100
        )
        #expect(each.starts == ["0:0", "0:1", "10:2", "10:3"])
        let shared = try Self.run(
            UserPlan(start: 2, iterations: .shared(5)),
            delay: 10,
            for: 100
        )
        #expect(shared.starts == ["0:0", "0:1", "10:2", "10:3", "20:4"])
        for outcome in [each, shared] {
            #expect(outcome.count("dropped_iterations") == 0)
            #expect(outcome.active == 0)
        }
    }

    @Test func `iterations that the load has no time for are dropped, not lost`() throws {
        let each = try Self.run(UserPlan(start: 2, iterations: .each(9)), delay: 40, for: 100)
        #expect(each.starts.count == 6)
        #expect(each.count("dropped_iterations") == 12)
        let shared = try Self.run(UserPlan(start: 2, iterations: .shared(9)), delay: 40, for: 100)
        #expect(shared.starts.count == 6)
        #expect(shared.count("dropped_iterations") == 3)
    }

    @Test(arguments: [0, nil] as [Int64?])
    func `iterations without time do not keep the clock from moving`(delay: Int64?) throws {
        let outcome = try Self.run(UserPlan(start: 3), delay: delay, for: 10_000_000)
        #expect(outcome.count("iterations") == 30)
        let counted = try Self.run(
            UserPlan(start: 3, iterations: .shared(100)),
            delay: delay,
            for: 10
        )
        #expect(counted.count("iterations") == 100)
        #expect(counted.active == 0)
    }

    @Test func `a hundred thousand users are rows of a table`() throws {
        let outcome = try Self.run(UserPlan(start: 100_000), delay: 1000, for: 2500)
        #expect(outcome.count("iterations") == 200_000)
        #expect(outcome.active == 0)
    }
}
