import JSON

/// The keys of a threshold that is more than an expression.
enum ThresholdTable {
    static let keys: [SchemaKey] = [
        SchemaKey("threshold", .text, required: true, "The expression, such as p(99)<62s."),
        SchemaKey(
            "window",
            .duration(allowsZero: false),
            availability: .later(unless: nil),
            "The time over which the figure is taken."
        ),
        SchemaKey(
            "abortOnFail",
            .flag,
            default: "false",
            availability: .later(unless: false),
            "Whether the run ends as soon as it fails."
        ),
        SchemaKey("strict", .flag, default: "true", "Whether its failure fails the run."),
        SchemaKey("message", .text, default: "none", "What to tell people if it fails."),
        SchemaKey(
            "onNoData",
            .choice(["fail", "pass"]),
            default: "fail",
            "What to do if the metric has no sample."
        ),
    ]
}
