package import Measurement

/// The result of a run as Markdown that fits a comment or a step summary on GitHub.
package struct MarkdownReport {
    private let result: RunResult
    private let context: ReportContext

    package static func render(_ result: RunResult, _ context: ReportContext) -> String {
        MarkdownReport(result: result, context: context).text
    }

    private var text: String {
        let blocks = [heading, invariants, thresholds, figures, origin]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    private var heading: [String] {
        let verdict = VerdictText(result)
        let icon =
            switch result.verdict {
            case .passed: "✅"
            case .failed, .invalid: "❌"
            case .aborted: "⚠️"
            }
        let name = MarkdownText.escaped(result.scenarioName)
        let word = verdict.word.drop { $0 != " " }
        return [
            "### \(icon)\(word) · \(name)", "",
            "\(verdict.reason.prefix(1).uppercased())\(verdict.reason.dropFirst())."
                + (verdict.earlyEnd.map { " The run \(MarkdownText.escaped($0))." } ?? "")
                + " \(verdict.extent).",
        ]
    }

    private var invariants: [String] {
        result.invariants.filter { !$0.held }.map {
            "- ❌ **\(MarkdownText.escaped($0.name))**: \(MarkdownText.escaped($0.detail))"
        }
    }

    private var thresholds: [String] {
        guard !result.thresholds.isEmpty else { return [] }
        let showsBreach = result.thresholds.contains { $0.firstBreachAt != nil }
        let columns = ["value", "limit", "margin"] + (showsBreach ? ["first breach"] : [])
        let lines = result.thresholds.map { verdict in
            let text = ThresholdText(verdict)
            let mark = verdict.passed ? "✅" : verdict.strict ? "❌" : "⚠️"
            var name = MarkdownText.code(text.name)
            if !verdict.passed, let message = verdict.message {
                name += "<br>" + MarkdownText.escaped(message)
            }
            let figures = [text.value, text.limit, text.margin]
            return row([mark, name] + figures + (showsBreach ? [text.firstBreach] : []))
        }
        let rule = "|:-:|---|" + columns.map { _ in "--:|" }.joined()
        return [row(["", "threshold"] + columns), rule] + lines
    }

    /// The figures that most people ask for first.
    private var figures: [String] {
        let figures = KeyFigure.all(of: result)
        guard !figures.isEmpty else { return [] }
        return [row(figures.map(\.name)), "|" + figures.map { _ in "--:|" }.joined()]
            + [row(figures.map(\.text))]
    }

    private var origin: [String] {
        let fence = MarkdownText.fence(for: context.commandLine, atLeast: 3)
        let digests =
            "Fingerprint \(MarkdownText.code(result.fingerprintText)), scenario"
            + " \(MarkdownText.code(result.scenarioFingerprint)),"
            + " \(result.toolName) \(result.toolVersion)."
        let note = VerdictText(result).percentileNote.map { [$0] } ?? []
        return ["<details><summary>Reproduce</summary>", "", fence + "sh"]
            + [context.commandLine, fence, ""]
            + [([digests] + note).joined(separator: " "), "", "</details>"]
    }

    private func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }
}
