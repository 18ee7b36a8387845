/// The keys of a fault.
enum FaultTable {
    /// What later versions do.
    private static let laterKinds = ["pause", "slow", "disconnect"]

    static let keys: [SchemaKey] = [
        SchemaKey(
            "at",
            .moment(eventKeys),
            required: true,
            "When it strikes: an instant, or directly after the n-th of an event."
        ),
        SchemaKey(
            "kind",
            .choice(Fault.Kind.allCases.map(\.rawValue), later: laterKinds),
            required: true,
            "What breaks: crash ends a process, whose unacknowledged messages go back."
        ),
        SchemaKey(
            "target",
            .text,
            required: true,
            "What it strikes: a process of a system, such as workers[3]."
        ),
        SchemaKey(
            "for",
            .duration(allowsZero: false),
            default: "until load ends",
            "How long it lasts; all faults are healed when load ends."
        ),
        SchemaKey(
            "factor",
            .number(.positive),
            availability: .later(unless: nil),
            "How much slower the target is."
        ),
    ]

    static let eventKeys: [SchemaKey] = [
        SchemaKey(
            "event",
            .choice(FaultEvent.allCases.map(\.rawValue)),
            required: true,
            "The event to count. "
                + FaultEvent.allCases.map { "\($0.rawValue): \($0.summary)." }
                .joined(separator: " ")
        ),
        SchemaKey(
            "nth",
            .count(min: 1, max: ScenarioTable.greatestCount),
            default: "1",
            "Which of these events it is, counted from 1 since the start of the run."
        ),
    ]
}
