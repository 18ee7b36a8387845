import Measurement
import Scenarios
import TestSupport
import Testing

struct ShippedScenarioTests {
    @Test(arguments: ShippedScenario.all)
    func `every file is valid and carries its own name`(scenario: ShippedScenario) throws {
        #expect(try scenario.load().name == scenario.name)
    }

    @Test(arguments: ShippedScenario.small)
    func `every small scenario passes, keeps its books and gives the checked-in bytes`(
        scenario: ShippedScenario
    ) throws {
        let (result, bytes) = try scenario.run()
        let failed = result.thresholds.filter { !$0.passed }
        let broken = result.invariants.filter { !$0.held }
        #expect(failed.isEmpty)
        #expect(broken.isEmpty)
        // The checked-in result is written by a release build, so this compares the builds too.
        let expected = try PackageFiles.text("Reports/\(scenario.name)/result.json")
        #expect(bytes == expected, "UPDATE_REPORTS=1 .ci/run rewrites the reports")
    }
}
