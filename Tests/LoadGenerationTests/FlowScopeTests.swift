import Infrastructure
import JSON
import LoadGeneration
import Measurement
import SimulationKernel
import Testing

/// Variables that steps of a flow capture something into.
struct FlowScopeTests {
    /// Two journeys, one after the other, whose every answer names the next page.
    private static func requests(cursor: JSONValue, body: JSONValue? = nil) throws -> [String] {
        let simulation = Simulation(seed: 1)
        let target = ScriptedTarget(simulation) { _, number in
            .success(HTTPResponse(.ok, json: ["next": .integer(Int64(number % 3) + 1)]))
        }
        let flow = FlowDescription(
            "f",
            "",
            variables: [FlowVariable("cursor", .text, default: cursor, "")],
            steps: [
                .repetition(
                    FlowRepetition(
                        every: nil,
                        until: nil,
                        atMost: 3,
                        steps: [
                            .request(
                                FlowRequest("page", .post, "b", path: "/${cursor}", body: body)
                            ),
                            .capture([FlowCapture("cursor", BodyPath(keys: ["next"]))]),
                        ]
                    )
                )
            ]
        )
        let driver = LoadDriver(
            LoadSettings(
                name: "l",
                source: .users(UserPlan(start: 1, iterations: .each(2))),
                program: try FlowProgram(flow, variables: [], duration: { _ in nil }),
                period: 0..<1_000_000,
                number: 0
            ),
            target: target,
            simulation: simulation,
            registry: MetricRegistry(window: MeasurementWindow(start: 0, end: 1_000_000))
        )
        driver.start()
        _ = simulation.run(until: 1_000_000)
        return target.lines.map { String($0[($0.firstIndex(of: "/") ?? $0.startIndex)...]) }
    }

    @Test func `a step of a repetition sees what a later one captured the round before`() throws {
        let rounds = ["/0", "/1", "/2"]
        #expect(try Self.requests(cursor: "0") == rounds + rounds)
    }

    @Test func `a number is a number until something else is captured`() throws {
        let rounds = [#"/0 {"at":0}"#, #"/1 {"at":1}"#, #"/2 {"at":2}"#]
        let requests = try Self.requests(cursor: 0, body: ["at": "${cursor}"])
        #expect(requests == rounds + rounds)
    }

    @Test func `a generated value is the journey's own until something is captured`() throws {
        let requests = try Self.requests(cursor: "${iteration}")
        #expect(requests == ["/0", "/1", "/2", "/1", "/1", "/2"])
    }
}
