import Infrastructure
import JSON

/// How tasks and results are written into messages, as each source does.
extension ProvisioningProfile.Messaging.Encoding {
    /// The task with all its fields, as a record holds it.
    func record(_ task: ProvisioningTask, status: String) -> JSONValue {
        let isSnake = self != .task
        return .object(
            JSONObject(distinct: [
                .init("timestamp", .number(task.timestamp)),
                .init("id", .string(task.id)),
                .init(isSnake ? "equipment_id" : "equipmentId", .string(task.equipmentID)),
                .init(isSnake ? "params" : "parameters", task.request),
                .init("status", .string(status)),
            ])
        )
    }

    /// True where the message of a task is its pending record.
    var sendsRecords: Bool { self == .task || self == .toyconfigurator }

    /// The message that brings a task to a worker.
    func encode(_ task: ProvisioningTask) -> Payload {
        switch self {
        case .task, .toyconfigurator:
            .json(record(task, status: "pending"))
        case .provisioning:
            .json([
                "cpe_id": .string(task.equipmentID),
                "task_id": .string(task.id),
                "request": task.request,
            ])
        case .delimited:
            .text("\(task.id)|\(task.equipmentID)|\(JSONWriter.compact(task.request))")
        }
    }

    /// The task of a message, or nil when it is none.
    func decodeTask(_ payload: Payload) -> ProvisioningTask? {
        switch self {
        case .task: decode(payload, "id", "equipmentId", "parameters")
        case .toyconfigurator: decode(payload, "id", "equipment_id", "params")
        case .provisioning: decode(payload, "task_id", "cpe_id", "request")
        case .delimited: decodeDelimited(payload.text)
        }
    }

    private func decode(
        _ payload: Payload,
        _ id: String,
        _ equipment: String,
        _ request: String
    ) -> ProvisioningTask? {
        guard let object = payload.json?.object, let id = object.string(id),
            let equipment = object.string(equipment), let request = object[request]
        else { return nil }
        return ProvisioningTask(
            id: id,
            equipmentID: equipment,
            request: request,
            timestamp: object["timestamp"]?.number ?? 0
        )
    }

    private func decodeDelimited(_ text: String) -> ProvisioningTask? {
        // Bytes, since an id may begin with a mark that would join the bar before it.
        let parts = text.utf8.split(
            separator: UInt8(ascii: "|"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        ).map { String(Substring($0)) }
        guard parts.count == 3, let request = try? JSONReader.value(parts[2]) else { return nil }
        return ProvisioningTask(
            id: parts[0],
            equipmentID: parts[1],
            request: request,
            timestamp: 0
        )
    }

    /// The message that brings a result back.
    func encode(_ result: ProvisioningResult) -> Payload {
        let task = result.task
        switch self {
        case .task:
            let word = result.status == .completed ? "completed" : result.word
            return .json(outcome(of: task, status: word))
        case .toyconfigurator:
            guard var object = result.answer?.object else {
                return .json([
                    "task_id": .string(task.id),
                    "code": 500,
                    "message": .string("Ошибка при вызове сервиса A: \(result.error ?? "")"),
                    "status": "Failed",
                ])
            }
            object["task_id"] = .string(task.id)
            return .json(.object(object))
        case .provisioning:
            let payload: JSONValue = result.answer ?? ["error": .string(result.error ?? "")]
            return .json([
                "cpe_id": .string(task.equipmentID),
                "task_id": .string(task.id),
                "result": [
                    "status": .string(result.status == .completed ? "completed" : "failed"),
                    "timestamp": .number(result.secondsSinceStart),
                    "payload": payload,
                ],
            ])
        case .delimited:
            return .text("\(task.id):\(result.status == .completed ? "COMPLETED" : "FAILED")")
        }
    }

    /// The task with what became of it, as the canonical result says it.
    private func outcome(of task: ProvisioningTask, status: String) -> JSONValue {
        .object(
            JSONObject(distinct: [
                .init("id", .string(task.id)),
                .init("equipmentId", .string(task.equipmentID)),
                .init("parameters", task.request),
                .init("timestamp", .number(task.timestamp)),
                .init("status", .string(status)),
            ])
        )
    }

    /// The result of a message: whose it is, what became of it, and what the record shall hold.
    func decodeResult(
        _ payload: Payload
    ) -> (task: ProvisioningTask, status: TaskStatus, details: JSONValue?)? {
        switch self {
        case .task:
            guard let task = decodeTask(payload), let word = payload.json?.object?.string("status")
            else { return nil }
            return (task, TaskStatus(text: word), nil)
        case .provisioning:
            guard let value = payload.json, let id = value["task_id"]?.string,
                let equipment = value["cpe_id"]?.string, let result = value["result"]
            else { return nil }
            let task = ProvisioningTask(
                id: id,
                equipmentID: equipment,
                request: .null,
                timestamp: 0
            )
            return (task, TaskStatus(text: result["status"]?.string ?? ""), result)
        case .delimited:
            let parts = payload.text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let task = ProvisioningTask(
                id: String(parts[0]),
                equipmentID: "",
                request: .null,
                timestamp: 0
            )
            return (task, parts[1] == "COMPLETED" ? .completed : .failed, nil)
        case .toyconfigurator:
            return nil
        }
    }
}

/// What a worker reports of a task.
final class ProvisioningResult: Sendable {
    let task: ProvisioningTask
    let status: TaskStatus

    /// The body of Service A's answer, where there was one.
    let answer: JSONValue?

    /// Why there was none.
    let error: String?

    /// Seconds of the worker's own clock, which starts with it.
    let secondsSinceStart: Double

    init(
        task: ProvisioningTask,
        status: TaskStatus,
        answer: JSONValue?,
        error: String?,
        secondsSinceStart: Double
    ) {
        self.task = task
        self.status = status
        self.answer = answer
        self.error = error
        self.secondsSinceStart = secondsSinceStart
    }

    /// A failed state as the canonical result spells it.
    var word: String { status == .equipmentUnknown ? "not_found" : "failed" }
}
