import Measurement
import Scenarios
import TestSupport
import Testing

/// What each defect of the sources costs: its scenario with the quirk, and with the cure that its
/// description names.
struct AccountsQuirkTests {
    /// What is looked at in a result.
    enum Figure: Sendable {
        case count(String)
        case last(String)
        case most(String)

        func value(in result: RunResult) -> Double? {
            switch self {
            case .count(let key): Double(result.count(key))
            case .last(let key): result.gauge(key)?.last
            case .most(let key): result.gauge(key)?.max
            }
        }
    }

    /// The scenario, the quirk, the figure, its value with the quirk and without.
    private static let cases: [(String, String, Figure, Double, Double)] = [
        ("double-counting", "doubleCounting", .count("accounts_actions{action:invite}"), 15, 30),
        (
            "raw-channel-names", "rawChannelNames", .count("accounts_actions{action:invite}"), 30,
            15
        ),
        (
            "reset-clears-totals", "resetClearsTotals", .count("accounts_actions{action:invite}"),
            300, 200
        ),
        ("broken-checks", "brokenChecks", .count("accounts_actions{action:add_contact}"), 0, 30),
        ("naive-timers", "naiveTimers", .count("accounts_recoveries{type:auto}"), 0, 1),
        ("duplicate-recoveries", "duplicateRecoveries", .most("accounts_recovery_queue"), 92, 1),
        ("unqueued-errors", "unqueuedErrors", .last("accounts_by_status{status:active}"), 0, 1),
        (
            "errors-reactivate", "errorsReactivate", .last("accounts_by_status{status:disabled}"),
            0, 1
        ),
        (
            "single-candidate", "singleCandidate",
            .count("accounts_allocations{status:refused}"), 113, 0
        ),
        ("lock-kept-after-failure", "lockKeptAfterFailure", .most("tasks_in_flight"), 122, 5),
    ]

    private static func run(_ scenario: String, _ overrides: [String]) throws -> RunResult {
        let file = "Scenarios/accounts-quirks-\(scenario).json"
        let reading = ScenarioReader.read(
            bytes: Array(try PackageFiles.text(file).utf8),
            file: file,
            overrides: overrides.compactMap { ScenarioOverride($0) },
            systems: SystemCatalogue.entries
        )
        let read = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(read, tool: ("test", "0"), withSeries: false).run().result
        #expect(result.invariants.filter { !$0.held }.isEmpty)
        return result
    }

    @Test(arguments: cases)
    func `a quirk costs what its description says, and its cure brings it back`(
        scenario: String,
        quirk: String,
        figure: Figure,
        with: Double,
        without: Double
    ) throws {
        let ill = try Self.run(scenario, [])
        #expect(figure.value(in: ill) == with)
        let failed = ill.thresholds.filter { !$0.passed }
        #expect(failed.isEmpty)
        let cured = try Self.run(scenario, ["systems.accounts.quirks.\(quirk)=false"])
        #expect(figure.value(in: cured) == without)
    }

    @Test func `every quirk has its scenario`() throws {
        let names = try PackageFiles.scenarios().filter { $0.contains("accounts-quirks-") }
        #expect(names == Self.cases.map { "Scenarios/accounts-quirks-\($0.0).json" }.sorted())
    }
}
