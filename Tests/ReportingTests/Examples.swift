import Measurement
import Reporting

/// Runs that the tests show, made by recording what their names say.
enum Example {
    static let second: Int64 = 1_000_000_000

    /// Ten measured seconds in which all went well.
    static func passed() throws -> RunResult {
        let registry = try registry(thresholds: [
            ("tasks_completed", "rate>=9.5"), ("task_duration", "p(99)<62s"),
            ("http_req_duration{name:submit}", "p(95)<20ms"), ("tasks_lost", "count==0"),
            ("utilization{resource:broker}", "avg<90%"),
        ])
        record(in: registry)
        return result(registry.finish(at: 75 * second), tasks: counts())
    }

    /// The same work against thresholds that it does not meet.
    static func failed() throws -> RunResult {
        let registry = try registry(thresholds: [
            ("task_duration", "p(99)<60.2s"), ("tasks_completed", "rate>=995"),
            ("http_req_duration{name:submit,service:provisioning,status:503}", "count==0"),
            ("queue_wait{queue:results}", "max<1ms"), ("tasks_lost", "count==0"),
        ])
        let expression = try ThresholdExpression.parse("max<1ms")
        registry.attach(
            Threshold(
                key: MetricKey("arrival_lag"),
                expression: expression,
                message: "the generator must never be late; see the notes on virtual users, which"
                    + " explain how many are needed for a given rate and latency",
                strict: false
            )
        )
        record(in: registry)
        registry.trend("arrival_lag").record(3_500_000, at: 12 * second)
        registry.trend("task_duration").recordCensored(intendedStart: 19 * second)
        var tasks = counts()
        tasks.inFlight = 1
        tasks.accepted += 1
        tasks.submitted += 1
        var result = result(registry.finish(at: 75 * second), tasks: tasks)
        result.faults = [FaultRecord(at: 12_500_000_000, kind: "crash", target: "workers[3]")]
        return result
    }

    /// A run of nothing at all, in which an invariant broke.
    static func invalid() -> RunResult {
        let registry = MetricRegistry(window: MeasurementWindow(start: 0, end: second))
        let broken = InvariantResult(
            name: "conservation",
            held: false,
            detail:
                "accepted 12, but completed 10 + failed 0 + dead-lettered 0 + lost 1 + in flight 0"
        )
        return result(
            registry.finish(at: second),
            tasks: TaskCounts(),
            invariants: [broken, InvariantResult(name: "order", held: true, detail: "0 swapped")]
        )
    }

    /// Names and messages that try to be markup of every kind.
    static func hostile() throws -> RunResult {
        let evil = "a \"b\", <c>"
        let registry = MetricRegistry(
            window: MeasurementWindow(start: 0, end: second),
            seriesHorizon: second
        )
        registry.gauge("queue_depth", tags: [("queue", evil)]).set(3, at: second / 2)
        registry.attach(
            Threshold(
                key: MetricKey("queue_depth", tags: [("queue", evil)]),
                expression: try ThresholdExpression.parse("max<2"),
                message: "100 % <b>bold</b>\r\n::error::`x` | *y* ]]> \u{1B}[2J &amp; \u{7FF}"
            )
        )
        var result = result(registry.finish(at: second), tasks: TaskCounts())
        result.scenarioName = "</script><i>,:name|"
        result.faults = [FaultRecord(at: second / 4, kind: "<u>", target: "a & b")]
        result.invariants = [InvariantResult(name: "<s>", held: true, detail: "1 < 2")]
        return result
    }

    /// Where the examples claim to come from; the fourth threshold is one of the command line.
    static var context: ReportContext {
        var context = ReportContext(
            command: ["simulate", "Scenarios/a,b.json", "--seed", "42", "--set", "vars.x=it's"],
            file: "Scenarios/a,b.json"
        )
        context.places = [
            ReportContext.Place(line: 12, column: 25), ReportContext.Place(line: 13, column: 30),
            ReportContext.Place(line: 14, column: 61), nil,
        ]
        return context
    }

    static func result(
        _ measured: MeasuredMetrics,
        tasks: TaskCounts,
        invariants: [InvariantResult] = [
            InvariantResult(name: "conservation", held: true, detail: "100 = 99 + 1"),
            InvariantResult(name: "one result a task", held: true, detail: "100 of 100"),
        ],
        seed: UInt64 = 42,
        isAborted: Bool = false
    ) -> RunResult {
        RunResult(
            tool: ("simulate", "0.1.0"),
            scenario: ("provisioning", "00000000deadbeef"),
            seed: seed,
            isAborted: isAborted,
            fingerprint: 0xABC_DEF0_1234,
            virtualNanoseconds: measured.measuredNanoseconds + 65 * second,
            tasks: tasks,
            measured: measured,
            invariants: invariants
        )
    }

    static let host = HostFigures(
        wallSeconds: 8.2134,
        tasksPerWallSecond: 73_112.4,
        eventsPerWallSecond: 950_000,
        httpRequestsPerWallSecond: 292_448.9,
        peakMemoryBytes: 512_300_000,
        timesRealTime: 103.4
    )

    private static func registry(thresholds: [(String, String)]) throws -> MetricRegistry {
        let registry = MetricRegistry(
            window: MeasurementWindow(start: 10 * second, end: 20 * second),
            seriesHorizon: 80 * second
        )
        for (key, expression) in thresholds {
            registry.attach(
                Threshold(
                    key: try MetricKey.parse(key),
                    expression: try ThresholdExpression.parse(expression)
                )
            )
        }
        return registry
    }

    private static func counts() -> TaskCounts {
        var tasks = TaskCounts()
        tasks.submitted = 1_203
        tasks.accepted = 1_200
        tasks.rejected = 2
        tasks.unanswered = 1
        tasks.completed = 1_198
        tasks.failed = 2
        return tasks
    }

    /// A hundred tasks in the measured part, each submitted once and asked for twice.
    private static func record(in registry: MetricRegistry) {
        let flight = registry.gauge("tasks_in_flight")
        let depth = registry.gauge("queue_depth", tags: [("queue", "tasks")])
        let unacked = registry.gauge("queue_unacked", tags: [("queue", "tasks")])
        _ = registry.gauge("queue_depth", tags: [("queue", "results")])
        let broker = registry.gauge("utilization", tags: [("resource", "broker")], scale: 8)
        let workers = registry.gauge("utilization", tags: [("resource", "workers")], scale: 100)
        for index in 0..<Int64(100) {
            let now = 10 * second + index * 100_000_000
            registry.counter("tasks_completed").add(1, at: now)
            registry.counter("tasks_accepted").add(1, at: now)
            registry.counter("http_reqs").add(3, at: now)
            registry.trend("task_duration").record(60 * second + index * 3_000_000, at: now)
            request("submit", 1_250_000 + index * 10_000, at: now, in: registry)
            request("poll", 900_000 + index * 5_000, at: now, in: registry)
            request("poll", 901_000 + index * 5_000, at: now, in: registry)
            registry.trend("queue_wait", tags: [("queue", "tasks")]).record(index, at: now)
            registry.trend("queue_wait", tags: [("queue", "results")]).record(850, at: now)
            flight.set(index + 1, at: now)
            depth.set(index % 7, at: now)
            unacked.set(index, at: now)
            broker.set(index % 8, at: now)
            workers.set(index, at: now)
        }
        registry.gauge("drain_time").set(55 * second + 300_000_000, at: 75 * second)
    }

    private static func request(
        _ name: String,
        _ duration: Int64,
        at now: Int64,
        in registry: MetricRegistry
    ) {
        let tags = [
            ("name", name), ("service", "provisioning"), ("status", name == "poll" ? "200" : "202"),
        ]
        registry.trend("http_req_duration", tags: tags).record(duration, at: now)
    }
}
