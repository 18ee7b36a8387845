package import Measurement

/// The result of a run as a terminal shows it: the verdict first, then what led to it.
///
/// In plain style the same result is the same bytes on every machine, unless it has host figures.
package struct TextReport {
    let result: RunResult
    let style: TextStyle
    private let command: [String]

    /// Ends with a newline; `command` is what repeats the run, as words that are not yet quoted.
    package static func render(
        _ result: RunResult,
        command: [String],
        style: TextStyle
    ) -> String {
        TextReport(result: result, style: style, command: command).text
    }

    private var text: String {
        let sections = [
            heading, brokenInvariants, thresholds, tasks, latencies, queues, levels, resources,
            counters, faults, notes, host, origin,
        ]
        let blocks = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let (word, role): (String, TextStyle.Role) =
            switch result.verdict {
            case .passed: ("✓ PASSED", .good)
            case .failed: ("✗ FAILED", .bad)
            case .invalid: ("✗ INVALID", .bad)
            case .aborted: ("! ABORTED", .warning)
            }
        let length = Figure.duration(result.virtualNanoseconds)
        let measured = Figure.duration(result.measuredNanoseconds)
        let name = TextLayout.printable(result.scenarioName)
        let line = "\(word) \(name): \(reason)"
        let lines = TextLayout.paragraph(line, indent: 0).enumerated().map { index, line in
            index == 0 ? style.paint(word, role) + line.dropFirst(word.count) : line
        }
        return lines + ["  \(measured) measured of \(length) virtual time, seed \(result.seed)"]
    }

    /// Why the verdict is what it is.
    private var reason: String {
        switch result.verdict {
        case .invalid: "something that must always hold did not, so the figures mean nothing"
        case .aborted: "stopped before its end, so the figures are partial"
        case .passed where result.thresholds.isEmpty: "it has no thresholds, so nothing is judged"
        case .passed, .failed: thresholdCount
        }
    }

    private var thresholdCount: String {
        let all = result.thresholds.count
        let strict = result.thresholds.filter { !$0.passed && $0.strict }.count
        let advisory = result.thresholds.filter { !$0.passed && !$0.strict }.count
        let noun = all == 1 ? "threshold" : "thresholds"
        let count =
            strict > 0
            ? "\(strict) of \(all) \(noun) failed" : "\(all - advisory) of \(all) \(noun) passed"
        return count + (advisory > 0 ? ", \(advisory) more missed that need not be met" : "")
    }

    private var brokenInvariants: [String] {
        let broken = result.invariants.filter { !$0.held }
        guard !broken.isEmpty else { return [] }
        let title = style.paint("Broken invariants", .heading)
        return [title]
            + broken.flatMap { invariant -> [String] in
                let name = TextLayout.paragraph("✗ " + invariant.name, indent: 2)
                return name.map { style.paint($0, .bad) }
                    + TextLayout.paragraph(invariant.detail, indent: 4)
            }
    }

    private var notes: [String] {
        let count = result.invariants.count
        var notes: [String] = []
        if count > 0, result.invariants.allSatisfy(\.held) {
            notes.append(count == 1 ? "The 1 invariant held." : "All \(count) invariants held.")
        }
        if result.metrics.contains(where: { $0.kind == .trend && $0.hasSamples }) {
            notes.append("Percentiles are nearest rank, with at most 0.1 % relative error.")
        }
        return notes.map { style.paint($0, .faint) }
    }

    private var origin: [String] {
        let digests =
            "Fingerprint  \(result.fingerprintText)"
            + " (scenario \(TextLayout.printable(result.scenarioFingerprint)),"
            + " \(result.toolName) \(result.toolVersion))"
        return [digests] + ShellCommand.lines("Reproduce    ", command)
    }
}
