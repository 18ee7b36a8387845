package import Infrastructure
import JSON

/// The journeys of whoever works with the engine, as a load plays them.
package enum ProcessesFlows {
    package static let all = [start, event, decide, approve]

    /// Starts an instance and waits for its end.
    private static let start = FlowDescription(
        "start",
        "Start an instance of a definition, and ask for its state until it is over.",
        variables: [definition, variables] + pollVariables,
        steps: [.request(startRequest), .expect(created), captureInstance, untilOver]
    )

    /// Sends an event, which starts an instance or goes on with one.
    private static let event = FlowDescription(
        "event",
        "Send the readings of an event to the engine.",
        variables: [
            definition,
            FlowVariable("key", .text, default: "${uuid}", "What the readings are about."),
            FlowVariable("readings", nil, default: [:], "The variables that the event sets."),
        ],
        steps: [
            .request(
                FlowRequest(
                    "event",
                    .post,
                    ProcessesSystem.apiName,
                    path: "/events",
                    body: [
                        "id": "${uuid}", "definition": "${definition}", "key": "${key}",
                        "readings": "${readings}",
                    ],
                    submitsTask: true
                )
            ),
            .expect(ReplyPattern(status: .ok)),
        ]
    )

    /// Answers the question that waits longest for somebody of a role, if there is one.
    private static let decide = FlowDescription(
        "decide",
        "Take the oldest open task of a role, if there is one, and decide it.",
        variables: [role, outcome, author],
        steps: [
            .request(
                FlowRequest(
                    "tasks",
                    .get,
                    ProcessesSystem.apiName,
                    path: "/tasks?role=${role}&status=open&size=1"
                )
            ),
            .expect(ReplyPattern(status: .ok)),
            .condition(
                ReplyPattern(status: .ok, unless: noItems),
                steps: [.capture([FlowCapture("taskId", firstID)]), decision]
            ),
        ]
    )

    /// One approval from its start to its end, with this user as the one who decides.
    private static let approve = FlowDescription(
        "approve",
        "Start an instance, decide the first task that it asks, and wait for its end.",
        variables: [definition, variables, outcome, author] + pollVariables,
        steps: [
            .request(startRequest), .expect(created), captureInstance,
            .repetition(
                FlowRepetition(
                    every: "${pollInterval}",
                    until: ReplyPattern(status: .ok, unless: noItems),
                    atMost: "${pollAtMost}",
                    steps: [
                        .request(
                            FlowRequest(
                                "tasks",
                                .get,
                                ProcessesSystem.apiName,
                                path: "/tasks?instance=${instanceId}&status=open&size=1"
                            )
                        )
                    ]
                )
            ),
            .capture([FlowCapture("taskId", firstID)]), decision,
            .expect(ReplyPattern(status: .ok)), untilOver,
        ]
    )
}

// MARK: - Steps

extension ProcessesFlows {
    private static let created = ReplyPattern(status: 201)

    private static let startRequest = FlowRequest(
        "start",
        .post,
        ProcessesSystem.apiName,
        path: "/instances",
        body: ["definition": "${definition}", "variables": "${variables}"],
        submitsTask: true
    )

    private static let captureInstance = FlowStep.capture([
        FlowCapture("instanceId", BodyPath(keys: ["id"]))
    ])

    private static let untilOver = FlowStep.repetition(
        FlowRepetition(
            every: "${pollInterval}",
            until: ReplyPattern(status: .ok, unless: running),
            atMost: "${pollAtMost}",
            steps: [
                .request(
                    FlowRequest(
                        "instance",
                        .get,
                        ProcessesSystem.apiName,
                        path: "/instances/${instanceId}"
                    )
                )
            ]
        )
    )

    private static let running = ReplyPattern(
        body: [ReplyPattern.Field(BodyPath(keys: ["status"]), "running")]
    )

    private static let noItems = ReplyPattern(
        body: [ReplyPattern.Field(BodyPath(keys: ["total"]), 0)]
    )

    private static let firstID = BodyPath("$.items[0].id") ?? BodyPath(keys: [])

    private static let decision = FlowStep.request(
        FlowRequest(
            "decision",
            .post,
            ProcessesSystem.apiName,
            path: "/tasks/${taskId}/decision",
            body: ["outcome": "${outcome}", "author": "${author}", "key": "${uuid}"],
            submitsTask: false
        )
    )
}

// MARK: - Variables

extension ProcessesFlows {
    private static let definition = FlowVariable(
        "definition",
        .text,
        default: nil,
        "The id of the definition."
    )

    private static let variables = FlowVariable(
        "variables",
        nil,
        default: [:],
        "The variables that the instance begins with."
    )

    private static let role = FlowVariable("role", .text, default: nil, "Who is asked.")

    private static let outcome = FlowVariable(
        "outcome",
        .text,
        default: "confirmed",
        "What is answered."
    )

    private static let author = FlowVariable("author", .text, default: "load", "Who answers.")

    private static let pollVariables = [
        FlowVariable("pollInterval", .duration, default: "10s", "The pause before each question."),
        FlowVariable(
            "pollAtMost",
            .count(min: 1, max: 1_000_000),
            default: 1000,
            "How often the client asks before it gives up."
        ),
    ]
}
