import Measurement
import Reporting
import TestSupport
import Testing

@Suite struct TextReportTests {
    private let command = ["simulate", "Scenarios/provisioning.json", "--seed", "42"]

    private func render(_ result: RunResult, style: TextStyle = .plain) -> String {
        TextReport.render(result, command: command, style: style)
    }

    @Test func `a run that passed`() throws {
        try expectSnapshot(render(Example.passed()), named: "passed.txt")
    }

    @Test func `a run that failed`() throws {
        try expectSnapshot(render(Example.failed()), named: "failed.txt")
    }

    @Test func `a run that means nothing`() throws {
        try expectSnapshot(render(Example.invalid()), named: "invalid.txt")
    }

    @Test func `a terminal with colours, on this machine`() throws {
        var result = try Example.failed()
        result.host = Example.host
        try expectSnapshot(render(result, style: .colour), named: "colour.txt")
    }

    @Test func `colour changes no text`() throws {
        for result in [try Example.passed(), try Example.failed(), Example.invalid()] {
            let codes = /\u{1B}\[[0-9]*m/
            #expect(render(result, style: .colour).replacing(codes, with: "") == render(result))
        }
    }

    @Test func `nothing of the machine shows unless it was measured`() throws {
        #expect(!render(try Example.passed()).contains("wall"))
    }

    @Test func `no line is longer than a hundred columns or ends in a space`() throws {
        for result in [try Example.passed(), try Example.failed(), Example.invalid()] {
            for line in render(result).split(separator: "\n") {
                #expect(line.unicodeScalars.count <= 100 && !line.hasSuffix(" "), "\(line)")
            }
        }
    }

    @Test func `a stopped run is partial`() throws {
        var result = try Example.passed()
        result.verdict = .aborted
        #expect(render(result).hasPrefix("! ABORTED provisioning: stopped before its end"))
    }

    @Test func `a run without thresholds says so`() throws {
        var result = try Example.passed()
        result.thresholds = []
        #expect(render(result).hasPrefix("✓ PASSED provisioning: it has no thresholds"))
    }

    @Test func `what controls a terminal is not passed on`() {
        var result = Example.invalid()
        result.scenarioName = "a\u{1B}[2Jb\n"
        result.invariants = [InvariantResult(name: "\u{7}bell", held: false, detail: "\u{9B}2J")]
        let text = render(result)
        #expect(text.contains("a?[2Jb?: ") && text.contains("?bell") && text.contains("?2J"))
    }

    @Test func `a long command is broken where a shell goes on reading`() throws {
        let words = ["simulate", "a file.json", "--seed", "1"]
        let settings = (1...9).flatMap { ["--set", "load.activations\($0).rate=it's"] }
        let text = TextReport.render(
            try Example.passed(),
            command: words + settings,
            style: .plain
        )
        let lines = text.split(separator: "\n").suffix(6).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Reproduce") })
        #expect(lines[start].hasPrefix("Reproduce    simulate 'a file.json' --seed 1 --set "))
        #expect(lines[start].contains(#"'load.activations1.rate=it'\''s'"#))
        #expect(lines[start...].dropLast().allSatisfy { $0.hasSuffix(" \\") && $0.count <= 100 })
    }
}
