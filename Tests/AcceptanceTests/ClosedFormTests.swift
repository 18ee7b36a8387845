import Measurement
import TestSupport
import Testing

/// The whole system against the closed forms of queueing theory, through scenario files.
struct ClosedFormTests {
    #if DEBUG
    private static let replications: UInt64 = 12
    private static func share(of model: ClosedForm) -> Int { 250 }
    #else
    private static let replications: UInt64 = 20
    /// The longest row, which takes longer than all others together, is cut.
    private static func share(of model: ClosedForm) -> Int {
        model.thousands > 1_000 ? fullSizeShare : 1
    }
    #endif

    @Test(arguments: ClosedForm.all)
    func `means and percentiles are those of the closed form`(model: ClosedForm) async throws {
        let results = try await runs(of: model)
        for figure in model.figures {
            try expect(results.compactMap(figure.value), figure, share: Self.share(of: model))
        }
    }

    /// One run for each seed, in the order of the seeds, on all cores: the longest row takes longer
    /// than all others together.
    private func runs(of model: ClosedForm) async throws -> [RunResult] {
        try await withThrowingTaskGroup(of: (seed: UInt64, result: RunResult).self) { group in
            for seed in 1...Self.replications {
                group.addTask {
                    let tasks = model.thousands * 1_000 / Self.share(of: model)
                    return (seed, try model.run(tasks: tasks, seed: seed))
                }
            }
            var runs: [(seed: UInt64, result: RunResult)] = []
            for try await run in group { runs.append(run) }
            return runs.sorted { $0.seed < $1.seed }.map(\.result)
        }
    }

    /// Within 3.5 standard errors, and in full size with an interval of at most ± 2 % of means.
    ///
    /// Percentiles come from a histogram with at most 0.1 % relative error.
    private func expect(
        _ values: [Double],
        _ figure: ClosedForm.Figure,
        share: Int
    ) throws {
        let replicated = try #require(ReplicatedFigure(values))
        let error = try #require(replicated.standardError)
        let isMean = figure.aggregate == .mean
        let tolerance = 3.5 * error + (isMean ? 0 : figure.exact / 1000)
        let text: Comment = "\(figure): \(replicated)"
        #expect(values.count == Int(Self.replications) && error > 0, text)
        #expect(abs(replicated.mean - figure.exact) <= tolerance, text)
        #if !DEBUG
        let halfWidth = try #require(replicated.relativeHalfWidth)
        let widest = (isMean ? 0.02 : 0.04) * Double(share).squareRoot()
        #expect(halfWidth <= widest, text)
        #endif
    }
}
