/// What the program does; the names are those of the manual.
package enum Command: String, Sendable, CaseIterable {
    case run, validate, verify
    case schema, flows, systems
    case listMetrics = "list-metrics"
    case help
    case compare, baseline, sweep, capacity, explain, hunt, serve, conform, report, bench
    case initialise = "init"

    var isAvailable: Bool {
        switch self {
        case .run, .validate, .verify, .conform, .bench, .schema, .flows, .systems,
            .listMetrics, .help, .sweep, .capacity, .compare, .baseline, .report:
            true
        case .explain, .hunt, .serve, .initialise:
            false
        }
    }

    /// The flags that the command obeys.
    var flags: [Flag] {
        switch self {
        case .run:
            Flag.allCases.filter { flag in
                flag.isAvailable && !Self.searchFlags.contains(flag)
                    && ![.json, .tolerance, .failOnImprovement].contains(flag)
            }
        case .sweep: Self.questionFlags
        case .capacity: Self.questionFlags + Self.searchFlags
        case .validate: [.seed, .set, .threshold, .requireThresholds, .quiet, .noColor]
        case .verify: [.seed, .set, .threshold, .quiet, .noColor, .noReport, .host, .clock]
        case .compare: [.seed, .set, .threshold, .quiet, .noColor, .noReport, .host]
        case .baseline:
            [
                .seed, .set, .threshold, .tolerance, .failOnImprovement, .exitCodeOnFail, .quiet,
                .noColor, .noReport, .host,
            ]
        case .report: [.out, .baseline, .noSeries, .quiet, .noColor]
        case .conform: [.quiet]
        case .bench: [.json]
        default: []
        }
    }

    /// The flags of commands that ask something over several runs.
    private static let questionFlags: [Flag] = [
        .seed, .set, .threshold, .out, .jobs, .noReport, .quiet, .noColor, .exitCodeOnFail, .host,
    ]

    /// The flags that only a search takes.
    private static let searchFlags: [Flag] = [.vary, .min, .max, .step, .largest]

    /// Whether the command writes reports of a form.
    func writes(_ format: Invocation.Output.Format) -> Bool {
        switch self {
        case .sweep: [.text, .json, .csv, .markdown].contains(format)
        case .capacity: [.text, .json].contains(format)
        case .report: format.report != nil
        default: format.isAvailable
        }
    }
}
