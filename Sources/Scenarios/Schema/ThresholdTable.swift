import JSON

/// The keys of a threshold that is more than an expression.
enum ThresholdTable {
    static let keys: [SchemaKey] = [
        SchemaKey("threshold", .text, required: true, "The expression, such as p(99)<62s."),
        SchemaKey(
            "window",
            .window(windowKeys),
            default: "all that is measured",
            "The length of the windows in each of which it must hold, or where the only one begins."
        ),
        SchemaKey(
            "abortOnFail",
            .flag,
            default: "false",
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

    /// The keys of a window that is more than a length.
    static let windowKeys: [SchemaKey] = [
        SchemaKey(
            "after",
            .duration(allowsZero: true),
            required: true,
            "How long after the start of the measured part the window begins."
        )
    ]
}
