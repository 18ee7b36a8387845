import Infrastructure
import JSON
import Synchronization

/// Where Service B, or the worker, keeps the state of tasks, as the profile says.
final class TaskRecords: Sendable {
    /// What is found under the ids of an equipment and a task.
    enum Finding: Sendable, Equatable {
        case status(TaskStatus)
        /// The task exists, for another equipment.
        case foreign
        case unknown
    }

    private let profile: ProvisioningProfile
    private let store: any KeyValueStore
    private let memory = MemoryRecords()
    private let finalLife: Duration?

    init(profile: ProvisioningProfile, store: any KeyValueStore, finalLife: Duration?) {
        self.profile = profile
        self.store = store
        self.finalLife = finalLife
    }

    /// Writes a task down before it is sent on its way as `message`.
    ///
    /// Where records hold the task's fields, the first one is what the message says.
    func begin(_ task: ProvisioningTask, _ message: Payload) async throws(KeyValueStoreError) {
        guard profile.records.holdsFields, profile.records.place != .memory,
            profile.messaging.encoding.sendsRecords
        else {
            _ = try await write(.pending, task, details: nil, life: profile.records.pendingLife)
            return
        }
        let key = key(equipment: task.equipmentID, task: task.id)
        let life = profile.records.pendingLife
        try await store.set(key, to: message, timeToLive: life, condition: .always)
    }

    /// Writes down that a worker has picked the task up.
    func run(_ task: ProvisioningTask) async throws(KeyValueStoreError) {
        _ = try await write(.running, task, details: nil, life: profile.records.pendingLife)
    }

    /// Writes a final state down; `details` is what the record holds beside it.
    ///
    /// False where nobody can read it, since the process that knew the task is gone.
    @discardableResult
    func finish(
        _ task: ProvisioningTask,
        _ status: TaskStatus,
        details: JSONValue?
    ) async throws(KeyValueStoreError) -> Bool {
        try await write(status, task, details: details, life: finalLife)
    }

    /// Looks a task up.
    func find(equipment: String, task: String) async throws(KeyValueStoreError) -> Finding {
        if profile.records.place == .memory {
            return memory.find(equipment: equipment, task: task)
        }
        guard let value = try await store.get(key(equipment: equipment, task: task)) else {
            return .unknown
        }
        guard let text = value.json?["status"]?.string else { return .status(.failed) }
        return .status(TaskStatus(text: text))
    }

    private func write(
        _ status: TaskStatus,
        _ task: ProvisioningTask,
        details: JSONValue?,
        life: Duration?
    ) async throws(KeyValueStoreError) -> Bool {
        if profile.records.place == .memory {
            return memory.write(status, equipment: task.equipmentID, task: task.id)
        }
        let text = status.text(in: profile)
        let value: JSONValue
        if profile.records.holdsFields {
            value = profile.messaging.encoding.record(task, status: text)
        } else if let details {
            value = details
        } else {
            value = ["status": .string(text)]
        }
        let key = key(equipment: task.equipmentID, task: task.id)
        try await store.set(key, to: .json(value), timeToLive: life, condition: .always)
        return true
    }

    private func key(equipment: String, task: String) -> String {
        guard profile.records.place == .storeByEquipmentAndTask else { return task }
        return String(joining: "cpe:", equipment, ":task:", task)
    }
}

/// The table of tasks in the memory of one process; lost with it.
private final class MemoryRecords: Sendable {
    private struct Record {
        var equipment: String
        var status: TaskStatus
    }

    private let records = Mutex<[String: Record]>([:])

    /// Writes a state; a final one for an unknown task is ignored, and the answer false.
    func write(_ status: TaskStatus, equipment: String, task: String) -> Bool {
        records.withLock { records in
            if status == .pending {
                records[task] = Record(equipment: equipment, status: status)
            } else {
                guard records[task] != nil else { return false }
                records[task]?.status = status
            }
            return true
        }
    }

    func find(equipment: String, task: String) -> TaskRecords.Finding {
        records.withLock { records in
            guard let record = records[task] else { return .unknown }
            return record.equipment == equipment ? .status(record.status) : .foreign
        }
    }
}

extension TaskStatus {
    /// The state as a record spells it.
    func text(in profile: ProvisioningProfile) -> String {
        let spellsOut = profile.messaging.encoding == .toyconfigurator
        return switch self {
        case .pending: "pending"
        case .running: spellsOut ? Replies.running : "running"
        case .completed: spellsOut ? "Completed" : "completed"
        case .failed: spellsOut ? "Failed" : "failed"
        case .equipmentUnknown: spellsOut ? "Failed" : "not_found"
        }
    }

    /// The state that a record spells; any other word counts as done, as Service B reads it.
    init(text: String) {
        switch text {
        case "pending": self = .pending
        case "running", Replies.running: self = .running
        case "failed", "Failed": self = .failed
        case "not_found": self = .equipmentUnknown
        default: self = .completed
        }
    }
}
