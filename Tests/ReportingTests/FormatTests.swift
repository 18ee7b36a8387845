import Measurement
import Reporting
import TestSupport
import Testing

/// The forms for machines and for GitHub; text, JSON and HTML have suites of their own.
@Suite struct FormatTests {
    static let forms: [(ReportFormat, String)] = [
        (.junit, "junit.xml"), (.markdown, "markdown.md"), (.github, "github.txt"),
    ]

    @Test(arguments: forms)
    func `a run that passed`(format: ReportFormat, name: String) throws {
        let report = format.render(try Example.passed(), Example.context)
        try expectSnapshot(report, named: "passed." + name)
    }

    @Test(arguments: forms)
    func `a run that failed`(format: ReportFormat, name: String) throws {
        let report = format.render(try Example.failed(), Example.context)
        try expectSnapshot(report, named: "failed." + name)
    }

    @Test(arguments: forms)
    func `a run that means nothing`(format: ReportFormat, name: String) throws {
        var result = Example.invalid()
        result.thresholds = try Example.failed().thresholds
        try expectSnapshot(
            format.render(result, Example.context),
            named: "invalid." + name
        )
    }

    @Test(arguments: forms)
    func `what people wrote is never taken for markup`(
        format: ReportFormat,
        name: String
    ) throws {
        try expectSnapshot(
            format.render(try Example.hostile(), Example.context),
            named: "hostile." + name
        )
    }

    @Test func `figures over time as comma-separated values`() throws {
        let report = ReportFormat.csv.render(try Example.passed(), Example.context)
        try expectSnapshot(report, named: "passed.csv")
    }

    @Test func `without series there is only the heading`() throws {
        var result = try Example.passed()
        result.series = nil
        let report = ReportFormat.csv.render(result, Example.context)
        #expect(report == "time_s,metric,unit,statistic,value\n")
    }

    @Test func `every line of comma-separated values has five fields`() throws {
        let report = ReportFormat.csv.render(try Example.hostile(), Example.context)
        for line in report.split(separator: "\n") {
            var isQuoted = false
            var commas = 0
            for byte in line.utf8 {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == UInt8(ascii: ","), !isQuoted { commas += 1 }
            }
            #expect(commas == 4 && !isQuoted, "\(line)")
        }
        #expect(report.contains(#","queue_depth{queue:a ""b"", <c>}","#))
    }

    @Test(arguments: [Verdict.passed, .failed, .invalid, .aborted])
    func `an error is told for what fails the run, and only for that`(verdict: Verdict) throws {
        var result = try Example.failed()
        result.verdict = verdict
        let lines = ReportFormat.github.render(result, Example.context).split(separator: "\n")
        let errors = lines.filter { $0.hasPrefix("::error ") }.count
        #expect(errors == (verdict == .invalid || verdict == .aborted ? 1 : 3))
    }

    @Test func `series are collected only for who shows them`() {
        var context = Example.context
        let needing = ReportFormat.allCases.filter { $0.needsSeries(context) }
        #expect(needing.contains(.json) && needing.contains(.csv) && !needing.contains(.text))
        context.includesSeries = false
        #expect(!ReportFormat.json.needsSeries(context))
    }
}
