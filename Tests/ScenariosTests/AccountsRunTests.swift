import Infrastructure
import Measurement
import Scenarios
import Testing

/// The accounts system in whole runs, by its own flows.
struct AccountsRunTests {
    private static func run(
        _ load: String,
        accounts: String = #""accounts": {"count": 10}"#,
        infrastructure: String = "{}",
        faults: String = "[]",
        duration: String = "1m"
    ) throws -> RunResult {
        let text = """
            {"version": 1, "name": "a", "duration": "\(duration)", "drain": "1h",
            "infrastructure": \(infrastructure), "faults": \(faults),
            "systems": {"accounts": {\(accounts)}}, "load": {"l": {\(load)}}}
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(scenario, tool: ("rehearsal", "0"), withSeries: false).run()
            .result
        #expect(result.invariants.filter { !$0.held }.map { "\($0.name): \($0.detail)" } == [])
        return result
    }

    private static func count(_ key: String, _ result: RunResult) -> Int64? {
        let metric = result.metric(key)
        return metric?.counter?.count ?? metric?.trend.map { Int64($0.count) }
    }

    private static let slow = """
        {"http": {"latency": "2ms"}, "broker": {"latency": "1ms"}, "store": {"latency": "1ms"}}
        """

    /// Each of ten accounts invites once within the cooldown of a quarter of an hour.
    @Test(arguments: ["{}", slow])
    func `who borrows acts as often as the limits let them`(infrastructure: String) throws {
        let result = try Self.run(
            #""executor": "constant-arrival-rate", "rate": 1, "flow": "borrow""#,
            infrastructure: infrastructure
        )
        let counts: [(String, Int64)] = [
            ("iterations", 60), ("checks_failed", 0), ("http_reqs", 190),
            ("accounts_allocations{status:allocated}", 60),
            ("accounts_allocations{purpose:invite_campaign}", 60),
            ("accounts_checks{answer:allowed}", 10), ("accounts_checks{answer:denied}", 50),
            ("accounts_actions{action:invite}", 10),
            ("accounts_allocation_held{end:released}", 60),
        ]
        for (key, count) in counts { #expect(Self.count(key, result) == count, "\(key)") }
        let active = result.metric("accounts_by_status{status:active}")?.gauge?.statistics
        #expect(active?.last == 10)
        #expect(result.metric("accounts_held")?.gauge?.statistics?.last == 0)
    }

    @Test func `a run ends when all that was asked for is done, though workers go on`() throws {
        let result = try Self.run(
            #""executor": "constant-arrival-rate", "rate": 0.1, "flow": "parse""#
        )
        #expect(result.tasks.completed == 6)
        // The last is asked for after 50 s, and is through long before the drain ends.
        #expect(result.virtualNanoseconds < 600_000_000_000)
    }

    @Test func `the promises of the system are part of the result`() throws {
        let result = try Self.run(
            #""executor": "per-vu-iterations", "vus": 1, "iterations": 1, "flow": "borrow""#
        )
        let names = result.invariants.map(\.name)
        let promises = names.filter { $0.hasPrefix("accounts-") }
        #expect(promises.contains("accounts-exclusive"))
        #expect(promises.contains("accounts-leases"))
        #expect(promises.count >= 5)
        #expect(names.contains("conservation"))
    }

    @Test(arguments: ["{}", slow])
    func `a parsing task is a task of the run`(infrastructure: String) throws {
        let result = try Self.run(
            """
            "executor": "per-vu-iterations", "vus": 2, "iterations": 1, "flow": "parse",
            "vars": {"messages": 10, "speed": "safe", "pollInterval": "5s"}
            """,
            infrastructure: infrastructure
        )
        #expect(result.tasks.submitted == 2)
        #expect(result.tasks.accepted == 2)
        #expect(result.tasks.completed == 2)
        #expect(Self.count("checks_failed", result) == 0)
        #expect(Self.count("accounts_allocations{service:parsing-service}", result) == 2)
    }

    @Test(arguments: ["{}", slow])
    func `a campaign is a task of the run`(infrastructure: String) throws {
        let result = try Self.run(
            """
            "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "flow": "campaign",
            "vars": {"batches": 1}
            """,
            infrastructure: infrastructure,
            duration: "2h"
        )
        #expect(result.tasks.completed == 1)
        #expect(Self.count("checks_failed", result) == 0)
        #expect(Self.count("service_time{service:telegram}", result) == 10)
    }

    @Test func `what crashes comes back, and nothing is lost`() throws {
        let fault = { (target: String) in
            #"{"at": "30s", "kind": "crash", "target": "\#(target)", "for": "10s"}"#
        }
        let targets = [
            "integration-service", "invite-service", "parsing-service", "telegram",
            "manager-workers", "invite-workers",
        ]
        let result = try Self.run(
            #""executor": "constant-arrival-rate", "rate": 1, "flow": "campaign""#,
            infrastructure: Self.slow,
            faults: "[" + targets.map(fault).joined(separator: ", ") + "]"
        )
        #expect(result.faults.count == 6)
        #expect(result.tasks.lost == 0)
    }
}
