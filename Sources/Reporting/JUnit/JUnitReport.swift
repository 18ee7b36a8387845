package import Measurement

/// The result of a run as JUnit XML, in the form that Jenkins' `junit-10.xsd` describes.
///
/// A test case a threshold; those that need not be met count as skipped where they are missed. A
/// run that is invalid or was stopped is an error, and its thresholds, which then say nothing,
/// are skipped. A run without thresholds is one test case: that it is valid. Times are 0, since
/// virtual time is nothing that a CI server should add up.
package struct JUnitReport {
    private let result: RunResult
    private let context: ReportContext

    package static func render(_ result: RunResult, _ context: ReportContext) -> String {
        JUnitReport(result: result, context: context).text
    }

    /// What came of a test case; the text is the body of its element.
    private enum Outcome {
        case passed
        case skipped(String)
        case failure(message: String, text: String)
        case error(message: String, text: String)
    }

    private typealias Case = (group: String, name: String, outcome: Outcome)

    private var text: String {
        let cases = self.cases
        var failures = 0
        var errors = 0
        var skipped = 0
        for one in cases {
            switch one.outcome {
            case .passed: break
            case .skipped: skipped += 1
            case .failure: failures += 1
            case .error: errors += 1
            }
        }
        let counts = "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
        let name = "name=\"\(XMLText.escaped(result.scenarioName))\""
        let lines =
            [
                #"<?xml version="1.0" encoding="UTF-8"?>"#,
                "<testsuites \(name) \(counts) time=\"0\">",
                "  <testsuite \(name) \(counts) skipped=\"\(skipped)\" time=\"0\">",
            ] + properties + cases.flatMap(lines) + ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var properties: [String] {
        let all = [
            ("verdict", result.verdict.rawValue), ("seed", "\(result.seed)"),
            ("fingerprint", result.fingerprintText),
            ("scenarioFingerprint", result.scenarioFingerprint),
            ("tool", "\(result.toolName) \(result.toolVersion)"),
            ("reproduce", context.commandLine),
        ]
        let lines = all.map { name, value in
            "      <property name=\"\(name)\" value=\"\(XMLText.escaped(value))\"/>"
        }
        return ["    <properties>"] + lines + ["    </properties>"]
    }

    private var cases: [Case] {
        let thresholds = result.thresholds.enumerated().map { index, verdict in
            let group = "\(result.scenarioName).\(verdict.metric)"
            return (group, verdict.condition, outcome(verdict, index))
        }
        guard result.verdict == .invalid || result.verdict == .aborted || thresholds.isEmpty
        else { return thresholds }
        return [(result.scenarioName, "the run is valid", validity)] + thresholds
    }

    private var validity: Outcome {
        switch result.verdict {
        case .passed, .failed: return .passed
        case .invalid, .aborted:
            let broken = result.invariants.filter { !$0.held }
            let details = broken.map { "\($0.name): \($0.detail)" } + [reproduce]
            return .error(
                message: VerdictText(result).reason,
                text: details.joined(separator: "\n")
            )
        }
    }

    private func outcome(_ verdict: ThresholdVerdict, _ index: Int) -> Outcome {
        guard result.verdict == .passed || result.verdict == .failed else {
            return .skipped(VerdictText(result).reason)
        }
        guard !verdict.passed else { return .passed }
        let breach = ThresholdText(verdict)
        guard verdict.strict else {
            return .skipped("missed, but need not be met: " + breach.summary)
        }
        let place = context.place(ofThreshold: index).flatMap { place in
            context.file.map { "written at   \($0):\(place.line):\(place.column)" }
        }
        let lines = breach.lines + [place, reproduce].compactMap { $0 }
        return .failure(message: breach.summary, text: lines.joined(separator: "\n"))
    }

    private var reproduce: String { "reproduce    " + context.commandLine }

    private func lines(_ one: Case) -> [String] {
        let group = XMLText.escaped(one.group)
        let name = XMLText.escaped(one.name)
        let head = "    <testcase classname=\"\(group)\" name=\"\(name)\" time=\"0\""
        let body: String
        switch one.outcome {
        case .passed: return [head + "/>"]
        case .skipped(let message):
            body = "<skipped message=\"\(XMLText.escaped(message))\"/>"
        case .failure(let message, let text):
            body = element("failure", type: "threshold", message, text)
        case .error(let message, let text):
            body = element("error", type: result.verdict.rawValue, message, text)
        }
        return [head + ">", "      " + body, "    </testcase>"]
    }

    private func element(
        _ name: String,
        type: String,
        _ message: String,
        _ text: String
    ) -> String {
        // Line breaks stay as they are in content, for people who read the file itself.
        let body = text.split(separator: "\n").map { XMLText.escaped(String($0)) }
        return "<\(name) message=\"\(XMLText.escaped(message))\" type=\"\(type)\">"
            + body.joined(separator: "\n") + "</\(name)>"
    }
}
