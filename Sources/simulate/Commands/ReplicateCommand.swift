import Measurement
import Reporting

/// Runs a scenario under several seeds; the worst run decides.
struct ReplicateCommand {
    private let invocation: Invocation
    private let seeds: ClosedRange<UInt64>

    init(_ invocation: Invocation, seeds: ClosedRange<UInt64>) {
        self.invocation = invocation
        self.seeds = seeds
    }

    func perform() throws(FileError) -> ExitCode {
        guard let question = QuestionRuns(invocation) else { return .unreadableFile }
        let scenarios: [PreparedScenario]
        do throws(QuestionFailure) {
            scenarios = try load(question)
        } catch {
            return error.exit
        }
        let name = scenarios.first?.name ?? ""
        guard judges(scenarios) else { return .invalidScenario }
        try question.check(scenario: name, name: "seeds")
        StopSignal.listen()
        let replications = Replications(question.run(scenarios).compactMap { $0 })
        let seed = replications.worst?.seed ?? seeds.lowerBound
        let report = ReplicationReport(
            tool: (Engine.name, Engine.version),
            scenario: name,
            replications: replications,
            planned: scenarios.count,
            worstCommand: question.command(
                nil,
                ["--seed", "\(seed)"] + invocation.options.arguments
            )
        )
        try question.publish(scenario: name, name: "seeds") { format, style in
            format == .json ? report.json : report.text(style)
        }
        let failed = replications.runs.count { $0.verdict != .passed }
        if failed > 0 {
            StandardStream.error.tell("\(file): \(failed) of \(scenarios.count) runs failed\n")
        }
        return code(replications)
    }

    private var file: String { invocation.files.first ?? "" }

    /// Points at scenarios that judge nothing; false where that is refused.
    private func judges(_ scenarios: [PreparedScenario]) -> Bool {
        guard scenarios.first?.judgesNothing == true else { return true }
        let isError = invocation.requiresThresholds
        StandardStream.error.tell(ScenarioFiles.nothingJudged(in: file, isError: isError))
        return !isError
    }

    /// The scenario under every seed, checked before any runs.
    private func load(_ question: QuestionRuns) throws(QuestionFailure) -> [PreparedScenario] {
        var scenarios: [PreparedScenario] = []
        var told: Set<String> = []
        for seed in seeds {
            var options = invocation.options
            options.seed = seed
            scenarios.append(try question.load(options, told: &told))
        }
        return scenarios
    }

    private func code(_ replications: Replications) -> ExitCode {
        if replications.runs.count < seeds.count, let code = StopSignal.exitCode { return code }
        switch replications.verdict {
        case .passed: return .passed
        case .invalid: return .invalidRun
        case .failed, .aborted: return .thresholdFailed
        }
    }
}
