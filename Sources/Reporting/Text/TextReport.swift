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
        let verdict = VerdictText(result)
        let word = verdict.word
        let name = TextLayout.printable(result.scenarioName)
        let line = "\(word) \(name): \(verdict.reason)"
        let lines = TextLayout.paragraph(line, indent: 0).enumerated().map { index, line in
            index == 0 ? style.paint(word, result.verdict.role) + line.dropFirst(word.count) : line
        }
        let earlyEnd = TextLayout.paragraph(verdict.earlyEnd ?? "", indent: 2)
        return lines + earlyEnd + ["  " + verdict.extent] + warmUp
    }

    private var warmUp: [String] {
        let lines = TextLayout.paragraph(VerdictText(result).warmUp ?? "", indent: 2)
        return result.warmUp?.isSettled == false ? lines.map { style.paint($0, .warning) } : lines
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
        if let note = VerdictText(result).percentileNote { notes.append(note) }
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
