import Measurement
import Scenarios
import SimulationKernel
import Testing

struct CrashTests {
    private static let second: Int64 = 1_000_000_000

    private static let profiles = [
        "task", "toyconfigurator", "equipment-activation", "equipment-provisioning",
    ]

    /// Where a fault can strike, and when.
    private static let strikes: [(String, String)] = [
        ("workers[0]", #""5s""#), ("workers[0]", #"{"event": "task.began", "nth": 7}"#),
        ("workers[1]", #"{"event": "message.delivered", "nth": 3}"#),
        ("provisioning", #""5s""#), ("provisioning", #"{"event": "task.accepted", "nth": 4}"#),
        ("configurationService", #""5s""#),
        ("configurationService", #"{"event": "task.finished"}"#),
    ]

    @Test func `what a crashed worker held is carried out again at once, and once`() throws {
        let run = CrashRun(faults: [CrashRun.crash("workers[0]", at: #""5.5s""#)])
        let result = try run.result()
        // Two workers take turns: three of the tasks of seconds 0 to 5 were at the first one.
        #expect(
            result.faults == [
                FaultRecord(
                    at: 5_500_000_000,
                    until: 30 * Self.second,
                    kind: "crash",
                    target: "workers[0]",
                    returnedMessages: 3
                )
            ]
        )
        #expect(result.tasks.completed == 30)
        #expect(result.tasks.duplicated == 3)
        #expect(result.tasks.lost == 0)
        // The longest is that of the first task, which starts anew 5.5 s after its arrival.
        let durations = result.metrics.first { $0.key.description == "task_duration" }
        guard case .trend(let trend)? = durations?.value else { return #expect(Bool(false)) }
        #expect(trend.statistics?.max == 15.5)
        #expect(trend.statistics?.min == 10)
    }

    @Test func `a lone worker that comes back takes its work up again`() throws {
        var run = CrashRun(workers: 1)
        run.faults = [CrashRun.crash("workers[0]", at: #""5.5s""#, for: "4s")]
        let result = try run.result()
        #expect(result.faults.map(\.until) == [9_500_000_000])
        #expect(result.faults.map(\.returnedMessages) == [6])
        #expect(result.tasks.duplicated == 6)
        #expect(result.tasks.completed == 30)
    }

    @Test func `the n-th event is exact`() throws {
        let at = #"{"event": "task.began", "nth": 4}"#
        let result = try CrashRun(faults: [CrashRun.crash("workers[1]", at: at)]).result()
        // The fourth task begins with its arrival, at the worker that crashes.
        #expect(result.faults.map(\.at) == [3 * Self.second])
        #expect(result.faults.map(\.returnedMessages) == [2])
        #expect(result.tasks.duplicated == 2)
    }

    @Test func `an event that does not happen often enough breaks nothing`() throws {
        let at = #"{"event": "task.began", "nth": 31}"#
        let result = try CrashRun(faults: [CrashRun.crash("workers[1]", at: at)]).result()
        #expect(result.faults.isEmpty)
        #expect(result.tasks.duplicated == 0)
    }

    @Test func `a process that crashes at the very start comes back once`() throws {
        var run = CrashRun(workers: 1)
        run.faults = [CrashRun.crash("workers[0]", at: #""0s""#, for: "3.5s")]
        let result = try run.result()
        #expect(result.faults.map(\.at) == [0])
        #expect(result.tasks.duplicated == 0)
        #expect(result.tasks.completed == 30)
        let depth = result.metrics.first { $0.key.description == "queue_depth{queue:tasks}" }
        guard case .gauge(let gauge)? = depth?.value else { return #expect(Bool(false)) }
        #expect(gauge.statistics?.max == 4)
    }

    @Test func `a target that two faults hold down comes back after the later of them`() throws {
        var run = CrashRun()
        run.faults = [
            CrashRun.crash("workers[0]", at: #""5s""#, for: "10s"),
            CrashRun.crash("workers[0]", at: #""7s""#, for: "2s"),
        ]
        let result = try run.result()
        #expect(result.faults.map(\.until) == [15 * Self.second, 9 * Self.second])
        #expect(result.faults.map(\.returnedMessages) == [3, 0])
    }

    @Test func `a service that is down refuses requests, and answers none that it had`() throws {
        var run = CrashRun()
        run.faults = [CrashRun.crash("provisioning", at: #""4.5s""#, for: "3s")]
        let result = try run.result()
        #expect(result.tasks.unanswered == 3)
        #expect(result.tasks.accepted == 27)
        #expect(result.tasks.completed == 27)
        #expect(result.tasks.duplicated == 0)
    }

    @Test func `what only a process knew is lost with it`() throws {
        var run = CrashRun(profile: "equipment-activation", latency: "1ms")
        run.faults = [CrashRun.crash("provisioning", at: #""4.0005s""#, for: "1s")]
        let result = try run.result()
        // The task of second 4 is at a worker; its result finds nobody who knows it.
        #expect(result.tasks.lost == 1)
        #expect(result.tasks.unanswered == 1)
        #expect(result.tasks.completed == 28)
    }

    @Test func `a crash of Service A ends its calls, and workers try again`() throws {
        var run = CrashRun()
        run.faults = [CrashRun.crash("configurationService", at: #""5.5s""#, for: "1s")]
        let result = try run.result()
        #expect(result.faults.map(\.returnedMessages) == [0])
        #expect(result.tasks.completed == 30)
        // Six calls were open; the one of second 6 was refused before it began.
        #expect(result.tasks.duplicated == 6)
    }

    @Test(arguments: profiles, strikes)
    func `every design survives every crash, the same way each time`(
        profile: String,
        strike: (String, String)
    ) throws {
        for duration in [nil, "2s"] {
            var run = CrashRun(profile: profile, latency: "700ms", rate: 5)
            run.faults = [CrashRun.crash(strike.0, at: strike.1, for: duration)]
            let first = try run.result()
            #expect(first.faults.count == 1)
            #expect(first.tasks.inFlight == 0)
            #expect(try run.result().fingerprint == first.fingerprint)
        }
    }
}
