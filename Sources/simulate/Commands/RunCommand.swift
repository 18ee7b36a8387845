import Measurement

/// Runs scenarios one after the other, shows and writes their results, and gives the verdict.
struct RunCommand {
    private let invocation: Invocation
    private var publisher: ReportPublisher

    init(_ invocation: Invocation) {
        self.invocation = invocation
        publisher = ReportPublisher(invocation)
    }

    mutating func perform() -> ExitCode {
        do throws(ResultFile.Refusal) {
            publisher.earlier = try invocation.earlierResult.map(ResultFile.read)
        } catch {
            StandardStream.error.tell(error.line)
            return error.exit
        }
        var files = ScenarioFiles(invocation)
        if invocation.writesReport { files.checkNames() }
        files.checkThresholds(required: invocation.requiresThresholds)
        guard files.codes.isEmpty else { return ExitCode.first(of: files.codes) }
        do throws(FileError) {
            try publisher.check(files.entries)
        } catch {
            StandardStream.error.tell("\(error)\n")
            return .internalError
        }
        StopSignal.listen()
        var codes: [ExitCode] = []
        for (index, entry) in files.entries.enumerated() {
            if StopSignal.isRaised {
                codes += [StopSignal.exitCode].compactMap { $0 }
                break
            }
            codes += run(entry, isFirst: index == 0)
        }
        return ExitCode.first(of: codes)
    }

    private func run(_ entry: ScenarioFiles.Entry, isFirst: Bool) -> [ExitCode] {
        let meter = HostMeter()
        let traces: [TraceWriter]
        do throws(FileError) {
            traces = try TraceWriter.open(invocation.outputs)
        } catch {
            StandardStream.error.tell("\(error)\n")
            return [.internalError]
        }
        let outcome = play(entry.scenario, traces)
        var result = outcome.result
        if invocation.showsHost { result.host = meter.figures(for: outcome) }
        let judgement = Judgement(
            result,
            expectedFingerprint: invocation.expectedFingerprint,
            signal: StopSignal.exitCode
        )
        var codes = judgement.codes
        do throws(FileError) {
            // Before what could fail, since nobody could write a trace again from the result.
            for trace in traces { try trace.finish() }
            try publisher.publish(result, of: entry, isFirst: isFirst)
        } catch {
            for trace in traces { trace.discard() }
            StandardStream.error.tell("\(error)\n")
            codes.append(.internalError)
        }
        for fault in outcome.idleFaults {
            StandardStream.error.tell(
                "\(entry.file): warning: faults[\(fault)] never struck, since its event did not"
                    + " happen so often before load ended\n"
            )
        }
        for complaint in judgement.complaints {
            StandardStream.error.tell("\(entry.file): \(complaint)\n")
        }
        return codes
    }

    private func play(_ scenario: PreparedScenario, _ traces: [TraceWriter]) -> Outcome {
        let progress = invocation.showsProgress ? ProgressMeter(scenario.name) : nil
        defer { progress?.erase() }
        return Engine.run(
            scenario,
            options: options,
            tasks: traces.isEmpty ? nil : TaskSinks(traces),
            watch: progress.map { progress in { progress.show($0) } }
        ) { StopSignal.isRaised }
    }

    /// Series cost time, so they are collected only for who shows them.
    private var options: RunOptions {
        var options = invocation.options
        options.wantsSeries = publisher.needsSeries
        return options
    }
}
