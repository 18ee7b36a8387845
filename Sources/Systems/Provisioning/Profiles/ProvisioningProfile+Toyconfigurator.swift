import Infrastructure
import JSON

extension ProvisioningProfile {
    /// ToyConfigurator as its code behaves (section 1.3).
    ///
    /// The worker writes the state itself and nobody reads the results; a task that waits for a
    /// worker looks like an internal error; a call that takes too long loses the task for good.
    package static let toyconfigurator = ProvisioningProfile(
        name: "toyconfigurator",
        surface: Surface(
            isFastAPI: true,
            serial: .anyAlphanumeric,
            badSerial: Replies.detail(.badRequest, "Invalid device ID"),
            body: .object(flatFields),
            acceptedCode: 200,
            failures: .uncaught,
            replies: StatusReplies(
                serial: .pattern,
                badSerial: Replies.detail(.notFound, Replies.noEquipment),
                requiresUUID: false,
                pending: Replies.detail(.internalServerError, Replies.failure),
                running: Replies.coded(.ok, code: 204, Replies.running),
                completed: Replies.coded(.ok, Replies.completed),
                failed: Replies.coded(.ok, code: 200, "Failed"),
                equipmentUnknown: Replies.coded(.ok, code: 200, "Failed"),
                unknownTask: Replies.detail(.notFound, Replies.noTask),
                searchesResults: .seconds(5)
            )
        ),
        records: Records(
            place: .storeByTask,
            isWrittenByWorker: true,
            holdsFields: true
        ),
        messaging: Messaging(
            taskQueue: "config_tasks",
            resultQueue: "config_results",
            encoding: .toyconfigurator,
            serviceDeclaresTasks: true,
            isResultQueueDeclared: false
        ),
        execution: Execution(
            prefetch: 1,
            isSequential: false,
            deadline: .seconds(65),
            attempts: 1,
            onSilence: .forget
        ),
        configuration: Configuration(
            serial: .patternBeforeLineFeed,
            badSerial: Replies.detail(.notFound, Replies.noEquipment),
            body: .object(flatFields),
            checksCredentials: true,
            takesRequestedTime: true,
            latency: .seconds(60),
            concurrency: 40,
            knowsSpecialSerials: false,
            failurePercent: 0,
            failed: Replies.detail(.internalServerError, Replies.failure),
            notFound: Replies.detail(.notFound, Replies.noEquipment)
        )
    )

    /// The body without the wrapper around the parameters.
    private static let flatFields = [
        BodyField(
            name: "timeoutInSeconds",
            rule: .integer(nil),
            isRequired: false,
            isNullable: true,
            defaultValue: 60
        ),
        BodyField(name: "username", rule: .string),
        BodyField(name: "password", rule: .string),
        BodyField(name: "vlan", rule: .integer(nil), isNullable: true),
        BodyField(name: "interfaces", rule: .integers),
    ]
}
