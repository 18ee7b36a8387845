package import Infrastructure
import JSON

extension ProvisioningProfile {
    /// The journeys of this profile's clients: `submit`, and `activate`, which polls until the task
    /// is final.
    package var flows: [FlowDescription] {
        [
            FlowDescription(
                "submit",
                "POST one task with a fresh serial number.",
                variables: Self.submitVariables + [bodyVariable],
                steps: [.request(submit), .expect(ReplyPattern(status: .ok))]
            ),
            FlowDescription(
                "activate",
                "POST one task, then ask for its state until it is final.",
                variables: Self.submitVariables + [bodyVariable] + Self.pollVariables,
                steps: [
                    .request(submit),
                    .expect(ReplyPattern(status: .ok)),
                    .capture([FlowCapture("taskId", BodyPath(keys: ["taskId"]))]),
                    .repetition(
                        FlowRepetition(
                            every: "${pollInterval}",
                            until: ReplyPattern(unless: pendingReply),
                            atMost: "${pollAtMost}",
                            steps: [.request(poll)]
                        )
                    ),
                ]
            ),
        ]
    }

    private var submit: FlowRequest {
        FlowRequest(
            "submit",
            .post,
            ProvisioningSystem.serviceName,
            path: "\(ProvisioningPath.base)/${equipmentId}",
            body: "${body}",
            submitsTask: true
        )
    }

    private var poll: FlowRequest {
        FlowRequest(
            "poll",
            .get,
            ProvisioningSystem.serviceName,
            path: "\(ProvisioningPath.base)/${equipmentId}/task/${taskId}"
        )
    }

    /// The reply that makes this profile's client ask again; every other one is final to it.
    private var pendingReply: ReplyPattern {
        let running = surface.replies.running
        guard case .json = running.body else { return ReplyPattern(status: running.status) }
        let code = ReplyPattern.Field(BodyPath(keys: ["code"]), 204)
        return ReplyPattern(status: running.status, body: [code])
    }

    private static let submitVariables = [
        FlowVariable("equipmentId", .text, default: "${serial}", "The equipment's serial number."),
        FlowVariable(
            "timeoutInSeconds",
            .count(min: 0, max: 3600),
            default: 14,
            "What the request says of the longest wait."
        ),
    ]

    private static let pollVariables = [
        FlowVariable("pollInterval", .duration, default: "20s", "The pause before each question."),
        FlowVariable(
            "pollAtMost",
            .count(min: 1, max: 1_000_000),
            default: 30,
            "How often the client asks before it gives up."
        ),
    ]

    /// The body of the task text, in the form that this profile takes.
    private var bodyVariable: FlowVariable {
        let equipment: JSONObject = [
            "username": "admin",
            "password": "admin",
            "vlan": 534,
            "interfaces": [1, 2, 3, 4],
        ]
        var body: JSONObject = ["timeoutInSeconds": "${timeoutInSeconds}"]
        switch surface.body {
        case .object(let fields) where fields.contains { $0.name == "username" }:
            for member in equipment.members { body[member.key] = member.value }
        case .object(let fields) where fields.contains(where: \.isListOfObjects):
            body["parameters"] = [.object(equipment)]
        default:
            body["parameters"] = .object(equipment)
        }
        return FlowVariable("body", .text, default: .object(body), "The body of the request.")
    }
}

extension BodyField {
    fileprivate var isListOfObjects: Bool {
        if case .list(.object, _) = rule { true } else { false }
    }
}
