import Measurement
import Reporting
import Scenarios

/// Finds the smallest or largest value for which a scenario passes.
struct CapacityCommand {
    private let invocation: Invocation
    private let question: QuestionRuns

    /// What was tried, by its place in the range.
    private var runs: [(place: Int, figures: RunFigures)] = []
    private var told: Set<String> = []

    /// Nil where the file cannot be read, which is then told.
    init?(_ invocation: Invocation) {
        guard let question = QuestionRuns(invocation) else { return nil }
        self.invocation = invocation
        self.question = question
    }

    mutating func perform() throws(FileError) -> ExitCode {
        guard let path = invocation.question.vary else { return .usage }
        let span: ValueSpan
        do throws(QuestionError) {
            span = try CapacitySearch.span(
                from: invocation.question.least ?? "",
                to: invocation.question.greatest ?? "",
                step: invocation.question.step
            )
        } catch {
            let usage = UsageError("capacity: " + error.message, hint: error.hint)
            StandardStream.error.tell(usage.text)
            return .usage
        }
        var search = CapacitySearch(
            count: span.count,
            wantsLargest: invocation.question.wantsLargest
        )
        let name: String
        do throws(QuestionFailure) {
            // Both ends are checked before any run, and most of what may be wrong shows there.
            name = try load(path, span[0]).name
            _ = try load(path, span[span.count - 1])
        } catch {
            return error.exit
        }
        try question.check(scenario: name, name: "capacity")
        StopSignal.listen()
        do throws(QuestionFailure) {
            while !search.next.isEmpty, !StopSignal.isRaised, !isInvalid {
                try step(&search, path, span)
            }
        } catch {
            return error.exit
        }
        return try answer(search, name, path, span)
    }

    private var isInvalid: Bool { runs.contains { $0.figures.verdict == .invalid } }

    private mutating func load(
        _ path: String,
        _ value: String
    ) throws(QuestionFailure) -> PreparedScenario {
        var options = invocation.options
        options.settings.append(RunOptions.Setting(path: path, value: value))
        let scenario = try question.load(options, told: &told)
        guard scenario.isJudged else {
            let usage = UsageError(
                "the scenario has no strict threshold, so every value would pass",
                hint: "add one, such as --threshold 'task_duration=p(99)<62s'"
            )
            StandardStream.error.tell(usage.text)
            throw QuestionFailure(exit: .usage)
        }
        return scenario
    }

    /// Tries what the search asks for, side by side.
    private mutating func step(
        _ search: inout CapacitySearch,
        _ path: String,
        _ span: ValueSpan
    ) throws(QuestionFailure) {
        let places = search.next
        var scenarios: [PreparedScenario] = []
        for place in places { scenarios.append(try load(path, span[place])) }
        for (place, figures) in zip(places, question.run(scenarios)) {
            guard let figures else { continue }
            runs.append((place, figures))
            search.record(place, passed: figures.verdict == .passed)
        }
    }

    private func answer(
        _ search: CapacitySearch,
        _ name: String,
        _ path: String,
        _ span: ValueSpan
    ) throws(FileError) -> ExitCode {
        let isStopped = StopSignal.isRaised && !search.next.isEmpty
        let answer: CapacityReport.Answer =
            isStopped
            ? .stopped : isInvalid ? .invalid : Self.answer(search.outcome, span)
        let rows = runs.sorted { $0.place < $1.place }.map {
            RunTable.Row(values: [span[$0.place]], figures: $0.figures)
        }
        let report = CapacityReport(
            tool: (Engine.name, Engine.version),
            scenario: name,
            table: RunTable(paths: [path], rows: rows),
            answer: answer,
            contradictions: search.contradictions.map { span[$0] },
            range: (span[0], span[span.count - 1], span.stepText),
            isCoarse: span.isCoarse,
            wantsLargest: invocation.question.wantsLargest,
            command: question.command("capacity", words(path))
        )
        try question.publish(scenario: name, name: "capacity") { format, style in
            format == .json ? report.json : report.text(style)
        }
        switch answer {
        case .found, .allPass: return .passed
        case .nonePasses, .notMonotone, .reversed: return .thresholdFailed
        case .invalid: return .invalidRun
        case .stopped: return StopSignal.exitCode ?? .interrupted
        }
    }

    private static func answer(
        _ outcome: CapacitySearch.Outcome,
        _ span: ValueSpan
    ) -> CapacityReport.Answer {
        switch outcome {
        case .found(let passing, let failing):
            .found(passing: span[passing], failing: span[failing])
        case .allPass(let extreme): .allPass(extreme: span[extreme])
        case .nonePasses: .nonePasses
        case .notMonotone: .notMonotone
        case .reversed: .reversed
        }
    }

    private func words(_ path: String) -> [String] {
        let question = invocation.question
        return ["--vary", path, "--min", question.least ?? "", "--max", question.greatest ?? ""]
            + (question.step.map { ["--step", $0] } ?? [])
            + (question.wantsLargest ? ["--largest"] : [])
            + invocation.options.arguments
            + (invocation.options.seed.map { ["--seed", "\($0)"] } ?? [])
    }
}
