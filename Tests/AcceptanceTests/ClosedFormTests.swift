import Measurement
import Testing

/// The whole system against the closed forms of queueing theory, through scenario files.
struct ClosedFormTests {
    #if DEBUG
    private static let replications: UInt64 = 12
    private static let share = 250
    #else
    private static let replications: UInt64 = 20
    private static let share = 1
    #endif

    @Test(arguments: ClosedForm.all)
    func `means and percentiles are those of the closed form`(model: ClosedForm) throws {
        let results = try (1...Self.replications).map { seed in
            try model.run(tasks: model.thousands * 1_000 / Self.share, seed: seed)
        }
        for figure in model.figures {
            try expect(results.compactMap(figure.value), figure)
        }
    }

    /// Within 3.5 standard errors, and in full size with an interval of at most ± 2 % of means.
    ///
    /// Percentiles come from a histogram with at most 0.1 % relative error.
    private func expect(_ values: [Double], _ figure: ClosedForm.Figure) throws {
        let replicated = try #require(ReplicatedFigure(values))
        let error = try #require(replicated.standardError)
        let halfWidth = try #require(replicated.relativeHalfWidth)
        let isMean = figure.aggregate == .mean
        let tolerance = 3.5 * error + (isMean ? 0 : figure.exact / 1000)
        let text: Comment = "\(figure): \(replicated)"
        #expect(values.count == Int(Self.replications) && error > 0, text)
        #expect(abs(replicated.mean - figure.exact) <= tolerance, text)
        if Self.share == 1 { #expect(halfWidth <= (isMean ? 0.02 : 0.04), text) }
    }
}
