import Foundation
import JSON
import Measurement
import Reporting
import Testing

@Suite struct ResultReaderTests {
    private let reader = ResultReader(metrics: MetricDefinition.standard)

    private func read(_ text: String) throws(ResultProblem) -> RunResult {
        try reader.read(Array(text.utf8), file: "r.json")
    }

    private func expectSame(_ result: RunResult, series: Bool = true) throws {
        let text = JSONReport.render(result, includeSeries: series, includeHost: true)
        let again = try read(text)
        #expect(JSONReport.render(again, includeSeries: series, includeHost: true) == text)
        func shown(_ result: RunResult) -> String {
            TextReport.render(result, command: ["simulate", "a"], style: .plain)
        }
        #expect(shown(again) == shown(result))
    }

    @Test func `what is read back is written as the same bytes`() throws {
        for result in [try Example.passed(), try Example.failed(), Example.invalid()] {
            try expectSame(result)
            try expectSame(result, series: false)
        }
        try expectSame(try Example.hostile())
    }

    @Test func `figures of the machine, great seeds and an early end come back`() throws {
        var result = try Example.passed()
        result.host = Example.host
        result.seed = .max
        result.clock = "wall"
        result.warmUp = ChosenWarmUp(nanoseconds: 1_234_567_891, isSettled: false)
        result.verdict = .aborted
        result.abortedBy = AbortRecord(metric: "a{b:c}", expression: "max<1s", at: 1_234_567_891)
        result.virtualNanoseconds = 3_155_760_000_123_456_789
        result.thresholds[0].window = .each(60_000_000_000)
        result.thresholds[1].window = .after(1)
        result.slowest = [
            TaskTimeline(
                task: "l/17",
                outcome: .inFlight,
                intendedStart: 1,
                acceptedAt: 3,
                endedAt: 999_999_999_999,
                steps: [TaskTimeline.Step(kind: .queue, name: "tasks", start: 3, end: 70)]
            )
        ]
        try expectSame(result)
        let text = JSONReport.render(result, includeSeries: false, includeHost: true)
        let again = try read(text)
        #expect(again.slowest == result.slowest && again.abortedBy == result.abortedBy)
        #expect(again.thresholds == result.thresholds && again.host == result.host)
        #expect(again.warmUp == result.warmUp)
        #expect(again.seed == .max && again.verdict == .aborted)
    }

    /// The result of a run that passed, with one member of it replaced.
    private func message(replacing path: [String], by value: JSONValue?) throws -> String? {
        func replaced(_ old: JSONValue?, _ path: ArraySlice<String>) -> JSONValue? {
            guard let key = path.first else { return value }
            var object = old?.object ?? JSONObject()
            object[key] = replaced(object[key], path.dropFirst())
            return .object(object)
        }
        let whole = JSONReport.value(
            try Example.passed(),
            includeSeries: true,
            includeHost: false
        )
        let text = JSONWriter.compact(try #require(replaced(whole, path[...])))
        do throws(ResultProblem) {
            _ = try read(text)
            return nil
        } catch {
            return String(error.description.drop { $0 != " " }.dropFirst())
        }
    }

    @Test(
        arguments: [
            (
                "schemaVersion", 2,
                "schemaVersion: schemaVersion 2 is not known; this program reads 1; read the file "
                    + "with the version that wrote it"
            ),
            (
                "schemaVersion", nil,
                "this is no result of a run; simulate FILE writes one to Reports/NAME/result.json"
            ),
            ("seed", -1, "seed: expected a seed, found a number"),
            ("verdict", "great", #"verdict: unknown name "great""#),
            ("fingerprint", "x", "fingerprint: expected 16 hexadecimal digits"),
            ("tasks.lost", nil, #"tasks: missing key "lost""#),
            (
                "tasks.lost", "1",
                "tasks.lost: expected a whole number of 0 or more, found a string"
            ),
            (
                "virtual.seconds", -1,
                "virtual.seconds: expected seconds of 0 or more, found a number"
            ),
            ("thresholds", [1], "thresholds[0]: expected an object, found a number"),
            ("metrics.polls", 7, "metrics.polls: expected an object, found a number"),
            ("metrics.polls.kind", "sum", #"metrics.polls.kind: unknown name "sum""#),
            ("series.interval", 0, "series.interval: an interval is above 0"),
            ("series.interval", 100_000_001, "series.points: the series are longer than any run"),
            (
                "series.interval", .integer(.max),
                "series.points: the series are longer than any run"
            ),
            ("kind", "baseline", "this is a baseline and no result of a run; name a result.json"),
            ("kind", "sweep", "this is a sweep and no result of a run; name a result.json"),
            (
                "kind", 7,
                "this is a file of another kind and no result of a run; name a result.json"
            ),
        ] as [(String, JSONValue?, String)]
    )
    func `what is missing or wrong is told with its path`(
        path: String,
        value: JSONValue?,
        message: String
    ) throws {
        let path = path.split(separator: ".").map(String.init)
        #expect(try self.message(replacing: path, by: value) == "error: " + message)
    }

    @Test(arguments: ["", "[1]", "{", "nonsense", "{\"version\": 1, \"systems\": {}}"])
    func `what is no result is refused with its place`(text: String) {
        #expect { _ = try read(text) } throws: { error in
            (error as? ResultProblem)?.description.hasPrefix("r.json:1:") == true
        }
        #expect(!ResultReader.isResult(Array(text.utf8)))
    }

    @Test func `results and baselines are told from scenarios`() throws {
        let result = try Example.passed()
        let json = JSONReport.render(result, includeSeries: false, includeHost: false)
        #expect(ResultReader.isResult(Array(json.utf8)))
        #expect(!ResultReader.isBaseline(Array(json.utf8)))
        let baseline = Array(Baseline(result).text.utf8)
        #expect(ResultReader.isResult(baseline) && ResultReader.isBaseline(baseline))
    }

    @Test func `counts that no run has are refused, so that nothing overflows`() throws {
        let result = try Example.passed()
        let text = JSONReport.render(result, includeSeries: true, includeHost: false)
        let counts = try #require(text.firstMatch(of: /"count": \[(\d+),(\d+),/))
        let greatest = text.replacingCharacters(
            in: counts.range,
            with: "\"count\": [\(Int64.max),\(Int64.max),"
        )
        #expect(throws: ResultProblem.self) { try read(greatest) }
    }

    @Test func `a report of another kind is no baseline, and is called what it is`() {
        let sweep = Array(#"{"schemaVersion": 1, "kind": "sweep"}"#.utf8)
        #expect(ResultReader.isResult(sweep) && !ResultReader.isBaseline(sweep))
        #expect {
            try reader.readBaseline(sweep, file: "b")
        } throws: { error in
            "\(error)".contains("this is a sweep and no baseline")
        }
    }

    @Test func `every checked-in result comes back as its bytes`() throws {
        let reports = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Reports")
        for name in ["quick", "provisioning", "provisioning-task"] {
            let url = reports.appending(path: "\(name)/result.json")
            let text = try String(contentsOf: url, encoding: .utf8)
            let result = try reader.read(Array(text.utf8), file: url.path)
            let again = JSONReport.render(result, includeSeries: true, includeHost: false)
            #expect(again == text)
        }
    }
}
