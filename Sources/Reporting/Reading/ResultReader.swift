package import Measurement

/// Reads the JSON of a run back, as far as later commands need it.
///
/// Rendered as JSON again it is the same bytes. What the file does not hold is missing: the samples
/// behind a distribution. Members that are not known are ignored.
package struct ResultReader {
    /// What metrics there are, which says what their figures are in.
    private let metrics: [MetricDefinition]

    package init(metrics: [MetricDefinition]) {
        self.metrics = metrics
    }

    /// Whether a file looks like one that a run wrote and not like a scenario.
    package static func isResult(_ bytes: [UInt8]) -> Bool {
        guard let root = try? ResultNode(bytes, file: "") else { return false }
        return root.optional("schemaVersion") != nil
    }

    /// Whether a file of these is a baseline.
    package static func isBaseline(_ bytes: [UInt8]) -> Bool {
        guard let root = try? ResultNode(bytes, file: "") else { return false }
        return kind(of: root) == "baseline"
    }

    package func read(_ bytes: [UInt8], file: String) throws(ResultProblem) -> RunResult {
        let root = try ResultNode(bytes, file: file)
        try Self.checkVersion(of: root)
        if root.optional("kind") != nil {
            throw root.problem(
                "this is a \(Self.kind(of: root)) and no result of a run",
                hint: "name a result.json"
            )
        }
        let measured = MeasuredMetrics(
            metrics: try measuredMetrics(
                root.member("metrics"),
                spectra: Self.spectra(root.optional("series")?.optional("spectra"))
            ),
            thresholds: try thresholds(root.member("thresholds")),
            series: try series(root.optional("series")),
            measuredNanoseconds: try root.member("virtual").member("measuredSeconds").nanoseconds()
        )
        var result = RunResult(
            tool: (
                try root.member("tool").member("name").text(),
                try root.member("tool").member("version").text()
            ),
            scenario: try Self.scenario(of: root),
            seed: try root.member("seed").seed(),
            clock: try root.member("clock").text(),
            fingerprint: try Self.fingerprint(root.member("fingerprint")),
            virtualNanoseconds: try root.member("virtual").member("seconds").nanoseconds(),
            tasks: try Self.tasks(root.member("tasks")),
            measured: measured,
            invariants: try Self.invariants(root.member("invariants"))
        )
        try readRest(of: root, into: &result)
        return result
    }

    /// What comes beside the figures.
    private func readRest(
        of root: ResultNode,
        into result: inout RunResult
    ) throws(ResultProblem) {
        result.verdict = try root.member("verdict").choice(Verdict.self)
        result.abortedBy = try Self.abort(root.optional("abortedBy"))
        result.warmUp = try Self.warmUp(root.optional("warmUp"))
        result.faults = try Self.faults(root.member("faults"))
        result.slowest = try Self.timelines(root.optional("slowest"))
        result.diagrams = try Self.diagrams(root.optional("diagrams"))
        result.host = try Self.host(root.optional("host"))
    }

    /// What a file says that it is, in words; a result of a run says nothing.
    static func kind(of root: ResultNode) -> String {
        let kind = root.optional("kind").flatMap { try? $0.text() }
        switch kind {
        case "replications": return "report on several seeds"
        case "capacity": return "search for a capacity"
        case "baseline", "sweep": return kind ?? ""
        default: return "file of another kind"
        }
    }

    private static func warmUp(_ node: ResultNode?) throws(ResultProblem) -> ChosenWarmUp? {
        guard let node else { return nil }
        return ChosenWarmUp(
            nanoseconds: try node.member("seconds").nanoseconds(),
            isSettled: try node.member("isSettled").flag()
        )
    }

    /// Refuses what this version cannot know.
    static func checkVersion(of root: ResultNode) throws(ResultProblem) {
        guard let version = root.optional("schemaVersion") else {
            _ = try root.members()
            throw root.problem(
                "this is no result of a run",
                hint: root.optional("systems") == nil
                    ? "simulate FILE writes one to Reports/NAME/result.json"
                    : "it is a scenario; simulate FILE runs it and writes its result"
            )
        }
        guard try version.count() == 1 else {
            throw version.problem(
                "schemaVersion \(try version.count()) is not known",
                hint: "this program reads 1; read the file with the version that wrote it"
            )
        }
    }

    static func scenario(
        of root: ResultNode
    ) throws(ResultProblem) -> (name: String, fingerprint: String) {
        let scenario = try root.member("scenario")
        return (try scenario.member("name").text(), try scenario.member("fingerprint").text())
    }

    private static func fingerprint(_ node: ResultNode) throws(ResultProblem) -> UInt64 {
        guard let fingerprint = UInt64(try node.text(), radix: 16) else {
            throw node.problem("expected 16 hexadecimal digits")
        }
        return fingerprint
    }

    func definition(of metric: String) -> MetricDefinition? {
        metrics.first { $0.name == metric }
    }
}
