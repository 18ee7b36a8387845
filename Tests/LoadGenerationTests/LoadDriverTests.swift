import Infrastructure
import JSON
import LoadGeneration
import Measurement
import SimulationKernel
import Testing

struct LoadDriverTests {
    private static let accepted = HTTPResponse(.ok, json: ["code": 200, "taskId": "T"])
    private static let running = HTTPResponse(.ok, json: ["code": 204])
    private static let done = HTTPResponse(.ok, json: ["code": 200])

    /// A POST that has to succeed, then a GET every 100 ns while the reply says 204.
    private static let flow = FlowDescription(
        "activate",
        "",
        variables: [
            FlowVariable("equipment", .text, default: "${serial}", ""),
            FlowVariable("timeout", .count(min: 0, max: 100), default: 14, ""),
            FlowVariable("body", .text, default: ["t": "${timeout}"], ""),
            FlowVariable("interval", .duration, default: 100, ""),
            FlowVariable("atMost", .count(min: 1, max: 100), default: 3, ""),
        ],
        steps: [
            .request(
                FlowRequest(
                    "submit",
                    .post,
                    "b",
                    path: "/${equipment}",
                    body: "${body}",
                    submitsTask: true
                )
            ),
            .expect(ReplyPattern(status: .ok)),
            .capture([FlowCapture("taskId", BodyPath(keys: ["taskId"]))]),
            .repetition(
                FlowRepetition(
                    every: "${interval}",
                    until: ReplyPattern(
                        unless: ReplyPattern(
                            status: .ok,
                            body: [ReplyPattern.Field(BodyPath(keys: ["code"]), 204)]
                        )
                    ),
                    atMost: "${atMost}",
                    steps: [
                        .request(
                            FlowRequest("poll", .get, "b", path: "/${equipment}/task/${taskId}")
                        )
                    ]
                )
            ),
        ]
    )

    /// Durations are written in nanoseconds here.
    static func duration(_ value: JSONValue) -> Distribution? {
        value.integer.map { .constant($0) }
    }

    /// What a run of a load leaves behind.
    private struct Outcome {
        let target: ScriptedTarget
        let metrics: MeasuredMetrics
        let active: Int

        func count(_ metric: String) -> Int64 { metrics[metric]?.counter?.count ?? -1 }
    }

    private static func run(
        every gap: Int64 = 1000,
        source: LoadSettings.Source? = nil,
        for duration: Int64 = 1000,
        from start: Int64 = 0,
        most: Int? = nil,
        variables: [(name: String, value: JSONValue)] = [],
        delay: Int64 = 1,
        answer: @escaping (HTTPRequest, Int) -> ScriptedTarget.Answer
    ) throws -> Outcome {
        let simulation = Simulation(seed: 1)
        let registry = MetricRegistry(window: MeasurementWindow(start: 0, end: 1_000_000))
        let target = ScriptedTarget(simulation, delay: delay, answer: answer)
        let driver = LoadDriver(
            LoadSettings(
                name: "l",
                source: source ?? .arrivals(ArrivalProcess(.uniform, arrivals: 1, per: gap)),
                program: try FlowProgram(flow, variables: variables, duration: Self.duration),
                period: start..<(start + duration),
                mostJourneys: most,
                number: 3
            ),
            target: target,
            simulation: simulation,
            registry: registry
        )
        driver.start()
        _ = simulation.run(until: 999_999)
        return Outcome(
            target: target,
            metrics: registry.finish(at: 1_000_000),
            active: driver.active
        )
    }

    @Test func `a journey submits, keeps the id and polls until the reply is final`() throws {
        let outcome = try Self.run { _, number in
            .success([Self.accepted, Self.running, Self.done][number])
        }
        #expect(
            outcome.target.lines == [
                #"0 POST /CPED00000000 {"t":14}"#,
                "101 GET /CPED00000000/task/T",
                "202 GET /CPED00000000/task/T",
            ]
        )
        #expect(outcome.active == 0)
        for (metric, count) in [
            ("http_reqs", 3), ("polls", 2), ("checks", 2), ("checks_failed", 0),
            ("iterations", 1), ("tasks_submitted", 1), ("http_req_failed", 0),
        ] as [(String, Int64)] {
            #expect(outcome.count(metric) == count, "\(metric)")
        }
        #expect(outcome.metrics["iteration_duration"]?.trend?.statistics?.max == 203e-9)
    }

    @Test func `polls end at their limit, as a failed check`() throws {
        let outcome = try Self.run { _, number in
            .success(number == 0 ? Self.accepted : Self.running)
        }
        #expect(outcome.count("polls") == 3)
        #expect(outcome.count("checks_failed") == 1)
        #expect(outcome.count("iterations") == 1)
        #expect(outcome.active == 0)
    }

    @Test func `a reply that is refused or lacks the id ends the journey`() throws {
        let refused = try Self.run { _, _ in .success(HTTPResponse(422, json: ["detail": []])) }
        #expect(refused.target.lines.count == 1)
        // The reply, and the id that is not in it.
        #expect(refused.count("checks_failed") == 2)
        #expect(refused.count("http_req_failed") == 1)
        #expect(refused.count("iterations") == 1)
        let odd = try Self.run { _, _ in .success(HTTPResponse(.ok, json: ["taskId": nil])) }
        #expect(odd.target.lines.count == 1)
        #expect(odd.count("checks_failed") == 1)
        #expect(odd.active == 0)
    }

    @Test func `a time-out is a reply of status 0, after which polling goes on`() throws {
        let outcome = try Self.run { _, number in
            number == 1 ? .failure(.timedOut) : .success(number == 0 ? Self.accepted : Self.done)
        }
        #expect(outcome.target.lines.count == 3)
        #expect(outcome.count("http_req_failed") == 1)
        #expect(outcome.count("checks_failed") == 0)
        #expect(outcome.metrics["http_req_duration{status:0}"]?.trend?.count == 1)
        #expect(outcome.metrics["http_req_duration{status:200}"]?.trend?.count == 2)
        let submit = try Self.run { _, _ in .failure(.timedOut) }
        #expect(submit.target.lines.count == 1)
        #expect(submit.count("checks_failed") == 2)
    }

    @Test func `journeys arrive in their period, whatever becomes of earlier ones`() throws {
        let outcome = try Self.run(every: 300, for: 1000, from: 50, delay: 5000) { _, _ in
            .success(Self.done)
        }
        #expect(
            outcome.target.lines == [
                #"50 POST /CPED00000000 {"t":14}"#, #"350 POST /CPED00000001 {"t":14}"#,
                #"650 POST /CPED00000002 {"t":14}"#, #"950 POST /CPED00000003 {"t":14}"#,
            ]
        )
        #expect(outcome.count("iterations") == 4)
        #expect(outcome.count("dropped_iterations") == 0)
    }

    @Test func `arrivals beyond maxVUs are counted, not made up for`() throws {
        let outcome = try Self.run(every: 100, for: 1000, most: 2, delay: 250) { _, _ in
            .success(Self.done)
        }
        let starts = outcome.target.lines.compactMap { $0.split(separator: " ").first }
        #expect(starts == ["0", "100", "300", "400", "600", "700", "900"])
        #expect(outcome.count("dropped_iterations") == 3)
        #expect(outcome.count("iterations") == 7)
        #expect(outcome.count("tasks_submitted") == 7)
        #expect(outcome.target.lines[2].contains("CPED00000003"))
    }

    @Test func `variables of the load replace those of the flow`() throws {
        let outcome = try Self.run(
            every: 500,
            variables: [
                ("equipment", "x${timeout}"), ("timeout", 60), ("interval", 7), ("atMost", 1),
                ("body", ["a": ["${iteration}", "${equipment}"]]),
            ]
        ) { request, _ in .success(request.method == .post ? Self.accepted : Self.running) }
        #expect(
            outcome.target.lines == [
                #"0 POST /x60 {"a":["0","x60"]}"#, "8 GET /x60/task/T",
                #"500 POST /x60 {"a":["1","x60"]}"#, "508 GET /x60/task/T",
            ]
        )
    }

    @Test func `generated values stay the same for all requests of a journey`() throws {
        let outcome = try Self.run(
            every: 500,
            variables: [("equipment", "${timeout}-${uuid}"), ("body", "${equipment}")]
        ) { request, _ in .success(request.method == .post ? Self.accepted : Self.done) }
        let lines = outcome.target.lines
        let ids = lines.map { $0.split(separator: "/")[1].prefix(39) }
        #expect(lines.count == 4)
        #expect(ids[0].hasPrefix("14-") && ids[2].hasPrefix("14-"))
        #expect(ids[0] == ids[1] && ids[2] == ids[3] && ids[0] != ids[2])
        #expect(lines[0] == "0 POST /\(ids[0]) \"\(ids[0])\"")
    }

    @Test func `every request has draws of its own`() throws {
        let outcome = try Self.run(every: 600) { _, number in
            .success([Self.accepted, Self.done][number % 2])
        }
        let origins = outcome.target.origins
        #expect(origins.map(\.entity) == [3 << 48, 3 << 48, 3 << 48 | 1, 3 << 48 | 1])
        #expect(origins.map(\.request) == [0, 1, 0, 1])
        #expect(origins.map(\.submitsTask) == [true, false, true, false])
        #expect(origins.map(\.intendedStart) == [0, 101, 600, 701])
    }

    @Test func `a flow that cannot be carried out says why`() {
        for (variables, error) in [
            ([("equipment", "${nobody}")], .unknownVariable("nobody")),
            ([("equipment", "${")], .unclosedPlaceholder("${")),
            (
                [("interval", "20s")],
                .wrongValue(variable: "interval", expected: "a duration such as \"60s\"")
            ),
            (
                [("atMost", 0)],
                .wrongValue(variable: "atMost", expected: "a whole number from 1 to 1000000")
            ),
        ] as [([(name: String, value: JSONValue)], FlowError)] {
            #expect(throws: error) {
                try FlowProgram(Self.flow, variables: variables, duration: Self.duration)
            }
        }
    }
}
