import Testing
import simulate

@Suite struct ExitCodeTests {
    @Test func `the values are those of the manual`() {
        let values = ExitCode.allCases.map(\.rawValue)
        #expect(values == [0, 1, 2, 3, 4, 5, 64, 65, 66, 130, 143])
    }

    @Test(
        arguments: [
            ([], 0), ([.passed], 0), ([.passed, .thresholdFailed], 2),
            ([.thresholdFailed, .invalidRun], 3), ([.invalidScenario, .unreadableFile], 66),
            ([.thresholdFailed, .internalError], 1), ([.terminated, .interrupted], 130),
            ([.internalError, .terminated], 143), ([.onlyImprovements, .baselineNotFound], 5),
            ([.baselineNotFound, .thresholdFailed], 2), ([.invalidRun, .invalidScenario], 65),
        ] as [([ExitCode], Int32)]
    )
    func `the first that applies wins`(codes: [ExitCode], value: Int32) {
        #expect(ExitCode.first(of: codes).rawValue == value)
        #expect(ExitCode.first(of: codes.reversed()).rawValue == value)
    }
}
