import Infrastructure
import JSON

extension ProvisioningProfile {
    /// The canonical design: the task text, with every ambiguity resolved (section 5).
    package static let task = ProvisioningProfile(
        name: "task",
        surface: Surface(
            isFastAPI: false,
            serial: .pattern,
            badSerial: Replies.coded(.notFound, Replies.noEquipment),
            body: .object([
                BodyField(name: "timeoutInSeconds", rule: .integer(1...3600)),
                BodyField(name: "parameters", rule: .looseObject(equipmentFields)),
            ]),
            acceptedCode: 200,
            failures: .coded,
            replies: StatusReplies(
                serial: .pattern,
                badSerial: Replies.coded(.notFound, Replies.noEquipment),
                requiresUUID: false,
                pending: Replies.coded(.ok, code: 204, Replies.running),
                running: Replies.coded(.ok, code: 204, Replies.running),
                completed: Replies.coded(.ok, Replies.completed),
                failed: Replies.coded(.internalServerError, Replies.failure),
                equipmentUnknown: Replies.coded(.notFound, Replies.noEquipment),
                unknownTask: Replies.coded(.notFound, Replies.noTask)
            )
        ),
        records: Records(
            place: .storeByEquipmentAndTask,
            finalLife: .seconds(300),
            isWrittenByWorker: false,
            holdsFields: true
        ),
        messaging: Messaging(
            taskQueue: "tasks",
            resultQueue: "results",
            encoding: .task,
            serviceDeclaresTasks: true,
            isResultQueueDeclared: true
        ),
        execution: Execution(
            prefetch: 1,
            isSequential: false,
            deadline: .seconds(65),
            attempts: 3,
            onSilence: .fail,
            requeuesAfterErrors: true
        ),
        configuration: Configuration(
            serial: .pattern,
            badSerial: Replies.coded(.notFound, Replies.noEquipment),
            checksCredentials: false,
            takesRequestedTime: false,
            latency: .seconds(60),
            knowsSpecialSerials: true,
            failurePercent: 0,
            failed: Replies.coded(.internalServerError, Replies.failure),
            notFound: Replies.coded(.notFound, Replies.noEquipment)
        )
    )

    /// The fields of `parameters` in the task text.
    static let equipmentFields = [
        BodyField(name: "username", rule: .string),
        BodyField(name: "password", rule: .string),
        BodyField(name: "vlan", rule: .integer(nil), isRequired: false, isNullable: true),
        BodyField(name: "interfaces", rule: .integers),
    ]

    /// All designs, by the name that a scenario gives them.
    package static let all = [task, toyconfigurator, equipmentActivation, equipmentProvisioning]
}
