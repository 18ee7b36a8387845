package import Measurement

/// What went wrong in a run as workflow commands of GitHub Actions, which show it at its line.
///
/// A threshold that must be met is an error at its place in the scenario file, another a warning.
/// Of a run in which nothing went wrong there is one plain line for the log.
package struct GitHubReport {
    private let result: RunResult
    private let context: ReportContext

    package static func render(_ result: RunResult, _ context: ReportContext) -> String {
        GitHubReport(result: result, context: context).text
    }

    private var text: String {
        let verdict = VerdictText(result)
        let name = TextLayout.printable(result.scenarioName)
        let heading = "\(verdict.word) \(name): \(verdict.reason)"
        return ([heading] + problems).map { $0 + "\n" }.joined()
    }

    private var problems: [String] {
        switch result.verdict {
        case .invalid, .aborted:
            let broken = result.invariants.filter { !$0.held }
            let lines = broken.map { "\($0.name): \($0.detail)" }
            return [
                command(
                    "error",
                    at: nil,
                    title: "\(result.scenarioName) is \(result.verdict.rawValue)",
                    [VerdictText(result).reason] + lines
                )
            ]
        case .passed, .failed:
            return result.thresholds.enumerated().compactMap { index, verdict in
                verdict.passed ? nil : problem(verdict, at: context.place(ofThreshold: index))
            }
        }
    }

    private func problem(_ verdict: ThresholdVerdict, at place: ReportContext.Place?) -> String {
        let text = ThresholdText(verdict)
        let since = verdict.firstBreachAt == nil ? "" : ", first breach at \(text.firstBreach)"
        return command(
            verdict.strict ? "error" : "warning",
            at: place,
            title: "\(result.scenarioName): \(text.name)",
            [text.summary + since] + [verdict.message].compactMap { $0 }
        )
    }

    private func command(
        _ name: String,
        at place: ReportContext.Place?,
        title: String,
        _ lines: [String]
    ) -> String {
        var properties: [String] = []
        if let file = context.file {
            properties.append("file=" + Self.property(file))
            // What belongs to no line belongs to the file, which GitHub shows at its first line.
            let line = place?.line ?? 1
            properties.append("line=\(line)")
            if let place { properties.append("col=\(place.column)") }
        }
        properties.append("title=" + Self.property(title))
        let message = (lines + ["reproduce: " + context.commandLine]).joined(separator: "\n")
        return "::\(name) " + properties.joined(separator: ",") + "::" + Self.data(message)
    }

    /// What a message may not hold, as the runner's `toolkit` escapes it.
    private static func data(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    /// In properties `:` and `,` would end the value.
    private static func property(_ text: String) -> String {
        escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private static func escaped(_ text: String, _ codes: [Unicode.Scalar: String]) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if let code = codes[scalar] {
                escaped += code
            } else {
                escaped += TextLayout.printable(String(scalar))
            }
        }
        return escaped
    }
}
