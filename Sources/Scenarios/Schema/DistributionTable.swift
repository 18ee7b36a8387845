/// The laws of durations and their parameters.
enum DistributionTable {
    struct Law: Sendable {
        let name: String
        let summary: String
        let parameters: [SchemaKey]

        /// Every key of the law's object.
        var keys: [SchemaKey] { [DistributionTable.selector] + parameters }
    }

    /// The key that names the law.
    static let selector = SchemaKey(
        "distribution",
        .choice(laws.map(\.name)),
        required: true,
        "The law of the durations."
    )

    /// Every key of any law, once.
    static var allKeys: [SchemaKey] {
        var keys = [selector]
        for law in laws {
            for key in law.parameters where !keys.contains(where: { $0.name == key.name }) {
                keys.append(key)
            }
        }
        return keys
    }

    static let laws: [Law] = [
        Law(
            name: "exponential",
            summary: "Memoryless, as the gaps between independent arrivals.",
            parameters: [positive("mean", "The mean.")]
        ),
        Law(
            name: "uniform",
            summary: "Every duration from min to max equally likely.",
            parameters: [notNegative("min", "The shortest."), notNegative("max", "The longest.")]
        ),
        Law(
            name: "normal",
            summary: "The bell curve, cut at zero.",
            parameters: [
                notNegative("mean", "The mean."), notNegative("sd", "The standard deviation."),
            ]
        ),
        Law(
            name: "lognormal",
            summary: "Half lie below median, 99 % below p99.",
            parameters: [
                positive("median", "The median."), positive("p99", "At least the median."),
            ]
        ),
        Law(
            name: "pareto",
            summary: "A heavy tail above min.",
            parameters: [
                positive("min", "The shortest."),
                SchemaKey("alpha", .number(.positive), required: true, "The smaller, the heavier."),
            ]
        ),
        Law(
            name: "empirical",
            summary: "One of some values.",
            parameters: [
                SchemaKey(
                    "values",
                    .list(.duration(allowsZero: true)),
                    required: true,
                    "The values."
                ),
                SchemaKey(
                    "weights",
                    .list(.number(.notNegative)),
                    default: "all alike",
                    "How likely each value is, up to a common factor."
                ),
            ]
        ),
        Law(
            name: "hyperexponential",
            summary: "A mixture of exponentials.",
            parameters: [
                SchemaKey(
                    "means",
                    .list(.duration(allowsZero: false)),
                    required: true,
                    "Their means."
                ),
                SchemaKey(
                    "weights",
                    .list(.number(.notNegative)),
                    required: true,
                    "How likely each of them is, up to a common factor."
                ),
            ]
        ),
    ]

    private static func positive(_ name: String, _ summary: String) -> SchemaKey {
        SchemaKey(name, .duration(allowsZero: false), required: true, summary)
    }

    private static func notNegative(_ name: String, _ summary: String) -> SchemaKey {
        SchemaKey(name, .duration(allowsZero: true), required: true, summary)
    }
}
