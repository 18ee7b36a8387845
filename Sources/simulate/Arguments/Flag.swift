/// A flag of the manual, whether or not this version has it.
package enum Flag: String, Sendable, CaseIterable {
    case seed, set, out, threshold, clock
    case noReport = "no-report"
    case noSeries = "no-series"
    case requireThresholds = "require-thresholds"
    case failOnImprovement = "fail-on-improvement"
    case expectFingerprint = "expect-fingerprint"
    case quiet
    case noColor = "no-color"
    case exitCodeOnFail = "exit-code-on-fail"
    case host
    case json
    case tolerance, baseline

    case seeds, speed
    case vary, min, max, step, largest, jobs
    case task, slowest

    var name: String { "--" + rawValue }

    var isAvailable: Bool {
        switch self {
        case .seed, .set, .out, .threshold, .clock, .noReport, .noSeries, .expectFingerprint,
            .quiet, .noColor, .exitCodeOnFail, .host,
            .json, .tolerance, .baseline, .requireThresholds, .failOnImprovement,
            .speed, .seeds, .vary, .min, .max, .step, .largest, .jobs:
            true
        case .task, .slowest:
            false
        }
    }

    /// What stands behind it; nil for a flag that stands alone.
    var value: String? {
        switch self {
        case .seed, .exitCodeOnFail, .slowest, .jobs: "N"
        case .set: "PATH=VALUE"
        case .out: "FORMAT=PATH"
        case .threshold: "'METRIC=EXPRESSION'"
        case .clock: "virtual|wall"
        case .expectFingerprint: "HEX"
        case .seeds: "A..B"
        case .tolerance: "SHARE"
        case .baseline: "RESULT"
        case .speed: "X"
        case .vary: "KEY"
        case .min: "A"
        case .max: "B"
        case .step: "S"
        case .task: "ID"
        case .noReport, .noSeries, .quiet, .noColor, .host, .json, .requireThresholds,
            .failOnImprovement, .largest:
            nil
        }
    }
}
