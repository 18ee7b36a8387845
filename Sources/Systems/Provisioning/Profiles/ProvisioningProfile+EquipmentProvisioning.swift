import Infrastructure
import JSON

extension ProvisioningProfile {
    /// Async Equipment Provisioning Service as its code behaves (section 1.5).
    ///
    /// A worker takes everything at once; records live 300 s, so a task that waits longer than that
    /// is unknown until its result arrives.
    package static let equipmentProvisioning = ProvisioningProfile(
        name: "equipment-provisioning",
        surface: Surface(
            isFastAPI: true,
            serial: .pattern,
            body: .object(bodyFields),
            acceptedCode: 202,
            failures: .uncaught,
            replies: StatusReplies(
                serial: .pattern,
                requiresUUID: true,
                pending: Replies.coded(.ok, code: 204, Replies.running),
                running: Replies.coded(.ok, code: 204, Replies.running),
                completed: Replies.coded(.ok, Replies.completed),
                failed: Replies.detail(.internalServerError, Replies.failure),
                equipmentUnknown: Replies.detail(.internalServerError, Replies.failure),
                unknownTask: Replies.detail(.notFound, Replies.noTask)
            )
        ),
        records: Records(
            place: .storeByEquipmentAndTask,
            pendingLife: .seconds(300),
            finalLife: .seconds(300),
            isWrittenByWorker: false,
            holdsFields: false
        ),
        messaging: Messaging(
            taskQueue: "tasks_queue",
            resultQueue: "results_queue",
            encoding: .provisioning,
            serviceDeclaresTasks: true,
            isResultQueueDeclared: true
        ),
        execution: Execution(
            prefetch: nil,
            isSequential: false,
            deadline: .seconds(70),
            attempts: 1,
            onSilence: .fail
        ),
        configuration: Configuration(
            serial: .pattern,
            body: .object(bodyFields),
            checksCredentials: false,
            takesRequestedTime: false,
            latency: .seconds(60),
            knowsSpecialSerials: true,
            failurePercent: 0,
            failed: wrapped(.internalServerError, Replies.failure),
            notFound: wrapped(.notFound, Replies.noEquipment)
        )
    )

    private static let bodyFields = [
        BodyField(name: "timeoutInSeconds", rule: .integer(nil)),
        BodyField(
            name: "parameters",
            rule: .objects([
                BodyField(name: "username", rule: .string),
                BodyField(name: "password", rule: .string),
                BodyField(
                    name: "vlan",
                    rule: .integer(nil),
                    isRequired: false,
                    isNullable: true,
                    defaultValue: .null
                ),
                BodyField(name: "interfaces", rule: .integers),
            ])
        ),
    ]

    /// `{"detail": {"code": …, "message": …}}`, which an exception with an object becomes.
    private static func wrapped(_ status: HTTPStatus, _ message: String) -> HTTPResponse {
        HTTPResponse(
            status,
            json: [
                "detail": [
                    "code": .integer(Int64(status.rawValue)),
                    "message": .string(message),
                ]
            ]
        )
    }
}
