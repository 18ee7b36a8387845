package import Infrastructure
import JSON

/// The journeys of the services' clients, as a load plays them.
package enum AccountsFlows {
    package static let all = [borrow, parse, campaign]

    private static let manager = "/api/v1/account-manager"

    /// Borrows an account for one action, as a service does that works with care.
    private static let borrow = FlowDescription(
        "borrow",
        "Borrow an account, ask whether it may act, record that it did, give it back.",
        variables: borrowVariables,
        steps: [
            .request(
                post(
                    "allocate",
                    path: "\(manager)/allocate",
                    body: [
                        "user_id": "${userId}", "purpose": "${purpose}",
                        "service_name": "${serviceName}", "timeout_minutes": "${timeoutMinutes}",
                        "target_channel_id": "${channel}",
                    ]
                )
            ),
            .condition(
                ReplyPattern(status: .ok),
                steps: [
                    .capture([FlowCapture("accountId", BodyPath(keys: ["account_id"]))]),
                    .request(
                        post(
                            "check",
                            path: "\(manager)/rate-limit/check/${accountId}",
                            body: [
                                "action_type": "${action}", "target_channel_id": "${channel}",
                                "allow_locked": true,
                            ]
                        )
                    ),
                    .condition(
                        ReplyPattern(
                            status: .ok,
                            body: [ReplyPattern.Field(BodyPath(keys: ["allowed"]), true)]
                        ),
                        steps: act
                    ),
                    release,
                    .expect(ReplyPattern(status: .ok)),
                ]
            ),
        ]
    )

    private static let act: [FlowStep] = [
        .pause("${hold}"),
        .request(
            post(
                "record",
                path: "\(manager)/rate-limit/record/${accountId}",
                body: [
                    "action_type": "${action}", "target_channel_id": "${channel}",
                    "success": true,
                ]
            )
        ),
        .expect(ReplyPattern(status: .ok)),
    ]

    private static let release = FlowStep.request(
        post(
            "release",
            path: "\(manager)/release/${accountId}",
            body: ["service_name": "${serviceName}", "usage_stats": ["success": true]]
        )
    )

    private static let borrowVariables = [
        userID,
        FlowVariable(
            "purpose",
            .choice(AccountPurpose.allCases.map(\.rawValue)),
            default: "invite_campaign",
            "What the account is for."
        ),
        FlowVariable("serviceName", .text, default: "test-service", "Who borrows it."),
        FlowVariable(
            "action",
            .choice(AccountAction.allCases.map(\.rawValue)),
            default: "invite",
            "What the account does."
        ),
        FlowVariable("channel", nil, default: .null, "Where it does that; none for null."),
        FlowVariable(
            "timeoutMinutes",
            .count(min: 0, max: 1_000_000),
            default: 30,
            "For how long it is asked for."
        ),
        FlowVariable("hold", .distribution, default: "0s", "The time that the action takes."),
    ]

    private static let userID = FlowVariable(
        "userId",
        .count(min: 1, max: 1_000_000_000),
        default: 1,
        "The owner of the account."
    )

    private static func post(
        _ name: String,
        path: String,
        to service: ServiceName = AccountsSystem.services.integration,
        body: JSONValue,
        submitsTask: Bool = false
    ) -> FlowRequest {
        FlowRequest(name, .post, service, path: path, body: body, submitsTask: submitsTask)
    }
}

// MARK: - Parsing and campaigns

extension AccountsFlows {
    private static let pollVariables = [
        FlowVariable("pollInterval", .duration, default: "30s", "The pause before each question."),
        FlowVariable(
            "pollAtMost",
            .count(min: 1, max: 1_000_000),
            default: 2880,
            "How often the client asks before it gives up."
        ),
    ]

    /// A parsing task, from its creation to its end.
    private static let parse = FlowDescription(
        "parse",
        "Have a channel parsed, and ask for the task's state until it is final.",
        variables: [
            userID, FlowVariable("channel", .text, default: "@channel", "What is parsed."),
            FlowVariable(
                "messages",
                .count(min: 1, max: 1_000_000),
                default: 100,
                "How many messages at most."
            ),
            FlowVariable(
                "speed",
                .choice(["safe", "medium", "fast"]),
                default: "medium",
                "How fast."
            ),
        ] + pollVariables,
        steps: [
            .request(
                post(
                    "parse",
                    path: "/api/v1/tasks",
                    to: AccountsSystem.services.parsing,
                    body: [
                        "user_id": "${userId}", "platform": "telegram", "targets": ["${channel}"],
                        "config": ["message_limit": "${messages}", "speed_config": "${speed}"],
                    ],
                    submitsTask: true
                )
            ),
            .expect(ReplyPattern(status: .ok)),
            .capture([FlowCapture("taskId", BodyPath(keys: ["task_id"]))]),
            poll(
                FlowRequest(
                    "parse-status",
                    .get,
                    AccountsSystem.services.parsing,
                    path: "/api/v1/tasks/${taskId}"
                ),
                untilSet: ["completed_at"]
            ),
        ]
    )

    /// Asks for a state until it has an instant at which the work ended.
    private static func poll(_ request: FlowRequest, untilSet path: [String]) -> FlowStep {
        let running = ReplyPattern(body: [ReplyPattern.Field(BodyPath(keys: path), .null)])
        return .repetition(
            FlowRepetition(
                every: "${pollInterval}",
                until: ReplyPattern(status: .ok, unless: running),
                atMost: "${pollAtMost}",
                steps: [.request(request)]
            )
        )
    }

    /// A campaign of `batches` times ten targets, from its creation to its end.
    private static let campaign = FlowDescription(
        "campaign",
        "Invite people into a channel, and ask for the campaign's state until it has ended.",
        variables: [
            userID,
            FlowVariable("channel", .text, default: "@channel", "Whereto they are invited."),
            FlowVariable(
                "batches",
                .count(min: 1, max: 1_000_000),
                default: 1,
                "How often ten targets are added."
            ),
        ] + pollVariables,
        steps: [
            .request(
                toInvites(
                    .post,
                    "create",
                    "",
                    body: [
                        "name": "Campaign ${iteration}", "platform": "telegram",
                        "settings": ["group_id": "${channel}"],
                    ]
                )
            ),
            .capture([FlowCapture("campaignId", BodyPath(keys: ["id"]))]),
            .repetition(
                FlowRepetition(
                    every: nil,
                    until: nil,
                    atMost: "${batches}",
                    steps: [
                        .request(
                            toInvites(
                                .post,
                                "targets",
                                "${campaignId}/targets/bulk",
                                body: ["targets": .array(tenTargets)]
                            )
                        ),
                        .expect(ReplyPattern(status: .ok)),
                    ]
                )
            ),
            .request(toInvites(.post, "execute", "${campaignId}/execute", submitsTask: true)),
            .expect(ReplyPattern(status: .ok)),
            poll(
                toInvites(.get, "campaign-status", "${campaignId}/status"),
                untilSet: ["timing", "ended_at"]
            ),
        ]
    )

    /// People whom nobody else invites.
    private static let tenTargets = [JSONValue](
        repeating: ["username": "${uuid}"],
        count: 10
    )

    private static func toInvites(
        _ method: HTTPMethod,
        _ name: String,
        _ path: String,
        body: JSONValue? = nil,
        submitsTask: Bool = false
    ) -> FlowRequest {
        FlowRequest(
            name,
            method,
            AccountsSystem.services.invites,
            path: "/api/v1/tasks/" + path,
            headers: [HTTPHeader("Authorization", "Bearer ${userId}")],
            body: body,
            submitsTask: submitsTask
        )
    }
}
