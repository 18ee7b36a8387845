package import Measurement

/// What a result means for the exit code, and what to say about it.
package struct Judgement {
    /// One thing that is wrong.
    package struct Finding: Sendable, Equatable {
        package let code: ExitCode
        package let complaint: String
    }

    /// What makes the figures useless: not that a threshold failed.
    package let problems: [Finding]
    package let codes: [ExitCode]
    /// Without the file's name.
    package let complaints: [String]

    package init(
        _ result: RunResult,
        expectedFingerprint: String? = nil,
        signal: ExitCode? = nil
    ) {
        var found: [(code: ExitCode, complaint: String)] = []
        let isStopped = result.verdict == .aborted || result.verdict == .invalid
        if let signal, isStopped {
            found.append((signal, "stopped by a signal, so the report is partial"))
        }
        if result.verdict == .invalid {
            let broken = result.invariants.filter { !$0.held }.map(\.name)
            let names = broken.isEmpty ? "" : ": " + broken.joined(separator: ", ")
            found.append((.invalidRun, "the run is invalid" + names))
        }
        if let expectedFingerprint, expectedFingerprint != result.fingerprintText {
            let text = "fingerprint \(result.fingerprintText), expected \(expectedFingerprint)"
            found.append((.invalidRun, text))
        }
        let failed = result.thresholds.filter { !$0.passed && $0.strict }.count
        let all = result.thresholds.count
        if signal != nil, isStopped {
            // Thresholds on a part of a run say nothing.
        } else if failed > 0 {
            let noun = all == 1 ? "threshold" : "thresholds"
            found.append((.thresholdFailed, "\(failed) of \(all) \(noun) failed"))
        } else if result.verdict == .aborted {
            found.append((.thresholdFailed, "stopped before its end"))
        }
        let useless = found.filter { $0.code != .thresholdFailed }
        problems = useless.map(Finding.init) + Self.earlyEnd(of: result)
        codes = found.map(\.code)
        complaints = found.map(\.complaint)
    }

    private static func earlyEnd(of result: RunResult) -> [Finding] {
        guard let abort = result.abortedBy else { return [] }
        let complaint = "\(abort.metric) \(abort.expression) ended the run before its time"
        return [Finding(code: .thresholdFailed, complaint: complaint)]
    }
}
