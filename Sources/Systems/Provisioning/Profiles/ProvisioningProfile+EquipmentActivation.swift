import Infrastructure
import JSON

extension ProvisioningProfile {
    /// Async Equipment Activation as its code behaves (section 1.4).
    ///
    /// The state lives in the memory of one process; a worker holds ten messages and works on one;
    /// Service A fails every second task.
    package static let equipmentActivation = ProvisioningProfile(
        name: "equipment-activation",
        surface: Surface(
            isFastAPI: true,
            serial: .anyOfLengthSix,
            badSerial: Replies.detail(.badRequest, "Invalid ID format"),
            body: .object([
                BodyField(name: "timeoutInSeconds", rule: .integer(nil)),
                BodyField(name: "parameters", rule: .anyObject),
            ]),
            acceptedCode: 200,
            failures: .named,
            replies: StatusReplies(
                serial: .anything,
                requiresUUID: false,
                pending: HTTPResponse(.noContent),
                running: HTTPResponse(.noContent),
                completed: Replies.coded(.ok, Replies.completed),
                failed: Replies.coded(.ok, code: 500, Replies.failure),
                equipmentUnknown: Replies.coded(.ok, code: 500, Replies.failure),
                unknownTask: Replies.coded(.notFound, "Task not found"),
                foreignTask: Replies.coded(.notFound, "Equipment not found for given task")
            )
        ),
        records: Records(
            place: .memory,
            isWrittenByWorker: false,
            holdsFields: true
        ),
        messaging: Messaging(
            taskQueue: "task_queue",
            resultQueue: "task_results",
            encoding: .delimited,
            serviceDeclaresTasks: false,
            isResultQueueDeclared: true
        ),
        execution: Execution(
            prefetch: 10,
            isSequential: true,
            deadline: .seconds(65),
            attempts: 3,
            onSilence: .fail
        ),
        configuration: Configuration(
            serial: .anything,
            checksCredentials: false,
            takesRequestedTime: false,
            latency: .seconds(60),
            knowsSpecialSerials: false,
            failurePercent: 50,
            failed: Replies.coded(.internalServerError, Replies.failure),
            notFound: Replies.coded(.notFound, Replies.noEquipment)
        )
    )
}
