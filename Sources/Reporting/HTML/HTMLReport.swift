package import Measurement

/// The result of a run as one page that needs nothing else: no network, no script.
///
/// The verdict and the thresholds come first, then the figures that most people ask for, then
/// charts, the slowest tasks, all metrics, and how to repeat the run. The page follows the
/// reader's light or dark theme and fits a telephone.
package struct HTMLReport {
    let result: RunResult
    let context: ReportContext
    var baseline: RunResult? { context.baseline }

    package static func render(_ result: RunResult, _ context: ReportContext) -> String {
        HTMLReport(result: result, context: context).text
    }

    private var text: String {
        let name = escaped(result.scenarioName)
        let verdict = VerdictText(result)
        let icon = result.verdict.symbol
        let sections = [
            heading, thresholds, keyFigures, diagrams, charts, distributions, slowestTasks, faults,
            allMetrics, origin,
        ]
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(icon) \(name): \(escaped(verdict.reason))</title>
            <style>
            \(StyleSheet.text)</style>
            </head>
            <body>
            <main>
            \(sections.joined())</main>
            </body>
            </html>

            """
    }

    private var heading: String {
        let verdict = VerdictText(result)
        let earlyEnd = verdict.earlyEnd.map { " The run \(escaped($0))." } ?? ""
        let warmUp = verdict.warmUp.map { "; \(escaped($0))" } ?? ""
        let sentence = verdict.reason.prefix(1).uppercased() + verdict.reason.dropFirst()
        var html = """
            <header class="\(result.verdict.rawValue)">
            <p class="verdict">\(verdict.word)</p>
            <h1>\(escaped(result.scenarioName))</h1>
            <p class="reason">\(escaped(sentence)).\(earlyEnd)</p>
            <p class="extent">\(escaped(verdict.extent))\(warmUp)</p>

            """
        let broken = result.invariants.filter { !$0.held }
        if !broken.isEmpty {
            let items = broken.map {
                "<li><strong>\(escaped($0.name))</strong>: \(escaped($0.detail))</li>"
            }
            html += "<ul class=\"broken\">\(items.joined())</ul>\n"
        }
        return html + "</header>\n"
    }

    private var origin: String {
        let held = result.invariants.filter(\.held)
        var notes: [String] = []
        if !held.isEmpty, held.count == result.invariants.count {
            let names = held.map { escaped($0.name) }.joined(separator: ", ")
            notes.append("All invariants held: \(names).")
        }
        if let note = VerdictText(result).percentileNote { notes.append(note) }
        let digests =
            "Fingerprint of every event <code>\(result.fingerprintText)</code>, of the scenario"
            + " <code>\(escaped(result.scenarioFingerprint))</code>;"
            + " \(escaped(result.toolName)) \(escaped(result.toolVersion))."
        let promise =
            result.clock == "virtual"
            ? "The same file and seed give the same bytes on every machine. " : ""
        return """
            <footer>
            <h2>Reproduce</h2>
            <pre><code>\(escaped(context.commandLine))</code></pre>
            <p>\(promise)\(digests)</p>
            <p>\(notes.joined(separator: " "))</p>
            </footer>

            """
    }

    /// Text as content or as an attribute; what controls terminals does not belong here either.
    func escaped(_ text: some StringProtocol) -> String {
        XMLText.escaped(String(text))
    }

    /// A section with a heading, or nothing without content.
    func section(_ title: String, _ content: String, id: String) -> String {
        guard !content.isEmpty else { return "" }
        return "<section id=\"\(id)\">\n<h2>\(title)</h2>\n\(content)</section>\n"
    }
}
