/// What the program does; the names are those of the manual.
package enum Command: String, Sendable, CaseIterable {
    case run, validate, verify
    case schema
    case listMetrics = "list-metrics"
    case help
    case compare, baseline, sweep, capacity, explain, hunt, serve, conform, report, bench
    case initialise = "init"

    var isAvailable: Bool {
        switch self {
        case .run, .validate, .verify, .conform, .bench, .schema, .listMetrics, .help: true
        case .compare, .baseline, .sweep, .capacity, .explain, .hunt, .serve, .report, .initialise:
            false
        }
    }

    /// The flags that the command obeys.
    var flags: [Flag] {
        switch self {
        case .run: Flag.allCases.filter { $0.isAvailable && $0 != .json }
        case .validate: [.seed, .set, .threshold, .quiet, .noColor]
        case .verify: [.seed, .set, .threshold, .quiet, .noColor, .noReport, .host, .clock]
        case .conform: [.quiet]
        case .bench: [.json]
        default: []
        }
    }
}
