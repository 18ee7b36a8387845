import JSON

/// What bodies and queries of requests may hold.
enum APIBodies {
    static let name = BodyRule.text(1...200)

    static let start = BodyRule.closedObject([
        BodyField(name: "definition", rule: name),
        .optional("key", name),
        .optional("id", .identifier),
        .optional("variables", .anyObject),
    ])

    static let event = BodyRule.closedObject([
        BodyField(name: "id", rule: .identifier),
        BodyField(name: "definition", rule: name),
        .optional("key", name),
        .optional("readings", .anyObject),
    ])

    static let decision = BodyRule.closedObject([
        BodyField(name: "outcome", rule: name),
        BodyField(name: "author", rule: name),
        .optional("key", name),
        .optional("variables", .anyObject),
        .optional("criteria", criteria),
    ])

    static let assignment = BodyRule.closedObject([
        BodyField(name: "variables", rule: .anyObject), author,
    ])

    /// Of a command that needs no more than the name of whoever gives it.
    static let command = BodyRule.closedObject([author])

    static let resolution = BodyRule.closedObject([.optional("variables", .anyObject), author])

    /// Of a command for many instances.
    static let filter = BodyRule.closedObject(filterFields)

    /// Of a command for the incidents of many instances.
    static let incidentFilter = BodyRule.closedObject(
        filterFields + [.optional("process", name), .optional("kind", incidentKind)]
    )

    private static let filterFields: [BodyField] = [
        .optional("definition", name),
        .optional("key", name),
        .optional("ids", .list(name, count: 1...1000)),
        author,
    ]

    fileprivate static let author = BodyField.optional("author", name)

    /// Who does what nobody put a name to.
    static let anonymous = "api"
}

// MARK: - Configuration

extension APIBodies {
    /// Another threshold: `to` a number, or `by` so much more.
    static let threshold = BodyRule.closedObject(
        thresholdFields + [author, .optional("key", name)]
    )

    private static let thresholdFields: [BodyField] = [
        .optional("to", .number, isNullable: false), .optional("by", .number, isNullable: false),
    ]

    /// Thresholds that a decision changes.
    fileprivate static let criteria = BodyRule.list(
        .closedObject(
            [BodyField(name: "process", rule: name), BodyField(name: "criterion", rule: name)]
                + thresholdFields
        ),
        count: 1...100
    )

    static let recipients = BodyRule.closedObject([
        BodyField(name: "addresses", rule: .list(name, count: 0...100)), author,
        .optional("key", name),
    ])
}

// MARK: - Queries

extension APIBodies {
    static let link: [BodyField] = [
        BodyField(name: "from", rule: name), .optional("outcome", name),
        BodyField(name: "to", rule: name),
    ]

    static let mails: [BodyField] =
        PageQuery.fields
        + ["definition", "process", "instance", "role", "to"].map { .optional($0, name) }

    static let instances: [BodyField] =
        PageQuery.fields + [
            .optional("status", .oneOf(InstanceStatus.self)),
            .optional("definition", name),
            .optional("key", name),
        ]

    static let tasks: [BodyField] =
        PageQuery.fields + [
            .optional("status", .oneOf(HumanTask.Status.self)),
            .optional("role", name),
            .optional("definition", name),
            .optional("instance", name),
        ]

    static let incidents: [BodyField] =
        PageQuery.fields + [
            .optional("definition", name),
            .optional("process", name),
            .optional("kind", incidentKind),
            .optional("instance", name),
        ]

    private static let incidentKind = BodyRule.choice(Incident.names)
}
