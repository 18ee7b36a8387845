import Measurement
import Scenarios
import TestSupport
import Testing

/// How many accounts a campaign takes: the answer follows from the limits.
struct AccountsCampaignTests {
    @Test func `four accounts invite 800 people into a channel, and never 1,000`() throws {
        let file = "Scenarios/accounts-campaign.json"
        let reading = ScenarioReader.read(
            bytes: Array(try PackageFiles.text(file).utf8),
            file: file,
            overrides: ["accounts.count=4", "telegram.latency=1ms"].compactMap {
                ScenarioOverride("systems.accounts.\($0)")
            },
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let runner = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false)
        let result = runner.run().result
        #expect(result.count("accounts_actions{action:invite}") == 800)
        #expect(result.tasks.completed == 0)
        #expect(result.tasks.inFlight == 1)
        #expect(result.verdict == .failed)
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty)
    }
}
