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

    private static let author = BodyField.optional("author", name)

    /// Who does what nobody put a name to.
    static let anonymous = "api"
}

// MARK: - Queries

extension APIBodies {
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
