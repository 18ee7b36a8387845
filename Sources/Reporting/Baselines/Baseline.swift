import JSON
package import Measurement

/// The figures of a run that later runs are compared with: a small file for version control.
///
/// It has neither series nor distributions, and nothing of the machine: the same run makes the
/// same bytes.
package struct Baseline: Sendable {
    package let scenarioName: String
    package let scenarioFingerprint: String
    package let seed: UInt64
    package let toolVersion: String
    /// Sorted by key.
    package let metrics: [MeasuredMetric]

    package init(_ result: RunResult) {
        scenarioName = result.scenarioName
        scenarioFingerprint = result.scenarioFingerprint
        seed = result.seed
        toolVersion = result.toolVersion
        metrics = result.metrics
    }

    package init(
        scenario: (name: String, fingerprint: String),
        seed: UInt64,
        toolVersion: String,
        metrics: [MeasuredMetric]
    ) {
        scenarioName = scenario.name
        scenarioFingerprint = scenario.fingerprint
        self.seed = seed
        self.toolVersion = toolVersion
        self.metrics = metrics
    }

    /// The file, with sorted keys and a final newline.
    package var text: String {
        let value: JSONValue = [
            "kind": "baseline",
            "schemaVersion": 1,
            "scenario": [
                "name": .string(scenarioName), "fingerprint": .string(scenarioFingerprint),
            ],
            "seed": JSONReport.seed(seed),
            "version": .string(toolVersion),
            "metrics": .object(
                JSONObject(metrics.map { ($0.key.description, JSONReport.value($0.value)) })
            ),
        ]
        return JSONWriter.pretty(value)
    }

    /// The figure that a threshold's aggregate stands for; `nil` if the baseline has none.
    ///
    /// In seconds for times.
    package func figure(_ aggregate: ThresholdAggregate, of key: MetricKey) -> Double? {
        guard let metric = metrics.first(where: { $0.key == key }) else { return nil }
        let name: String =
            switch (aggregate, metric.kind) {
            case (.avg, _): "mean"
            case (.value, _): "last"
            case (.percentile(let percentile), _): Self.name(of: percentile)
            default: aggregate.description
            }
        return metric.figures.first { $0.name == name }?.value
    }

    /// Whether the figure that an aggregate stands for is a time.
    package func isTime(_ aggregate: ThresholdAggregate, of key: MetricKey) -> Bool {
        let unit = metrics.first { $0.key == key }?.unit
        return unit == .seconds && !aggregate.isCount
    }

    private static func name(of percentile: Percentile) -> String {
        switch percentile {
        case .p50: "med"
        case .p999: "p999"
        default: "p\(percentile)"
        }
    }
}

extension ResultReader {
    /// Reads a baseline back.
    package func readBaseline(
        _ bytes: [UInt8],
        file: String
    ) throws(ResultProblem) -> Baseline {
        let root = try ResultNode(bytes, file: file)
        try Self.checkVersion(of: root)
        guard try root.optional("kind")?.text() == "baseline" else {
            throw root.problem(
                root.optional("kind") == nil
                    ? "this is no baseline" : "this is a \(Self.kind(of: root)) and no baseline",
                hint: "simulate baseline update FILE writes one"
            )
        }
        return Baseline(
            scenario: try Self.scenario(of: root),
            seed: try root.member("seed").seed(),
            toolVersion: try root.member("version").text(),
            metrics: try measuredMetrics(root.member("metrics"))
        )
    }
}
