package import JSON
package import Measurement

/// Runs of one scenario that differ in a few of its values: what sweeps and searches show.
package struct RunTable: Sendable {
    package struct Row: Sendable {
        /// One for each path, as a file has it.
        package let values: [String]
        package let figures: RunFigures

        package init(values: [String], figures: RunFigures) {
            self.values = values
            self.figures = figures
        }
    }

    /// The dotted paths that vary.
    package let paths: [String]
    package let rows: [Row]

    package init(paths: [String], rows: [Row]) {
        self.paths = paths
        self.rows = rows
    }

    /// The thresholds, as every run has them.
    var thresholds: [ThresholdVerdict] { rows.first?.figures.thresholds ?? [] }

    var headlines: [RunFigures.Headline] { rows.first?.figures.headlines ?? [] }

    /// The runs for programs: values and figures by name, times in seconds.
    package var json: JSONValue {
        .array(
            rows.map { row in
                var run = Self.json(row.figures)
                run["values"] = .object(
                    JSONObject(zip(paths, row.values).map { ($0, Self.json($1)) })
                )
                return .object(run)
            }
        )
    }

    static func json(_ figures: RunFigures) -> JSONObject {
        [
            "seed": JSONReport.seed(figures.seed),
            "verdict": .string(figures.verdict.rawValue),
            "fingerprint": .string(figures.fingerprint),
            "thresholds": .array(figures.thresholds.map(JSONReport.value)),
            "figures": .object(
                JSONObject(figures.headlines.map { ($0.name, JSONReport.figure($0.value)) })
            ),
        ]
    }

    private static func json(_ value: String) -> JSONValue {
        (try? JSONReader.value(value)) ?? .string(value)
    }
}
