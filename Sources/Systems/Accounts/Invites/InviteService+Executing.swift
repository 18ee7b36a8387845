import Infrastructure
import JSON

/// Beginning, pausing and ending campaigns.
extension InviteService {
    /// Has the workers begin with a campaign, or go on with one that was paused or has failed.
    func execute(_ id: Int64) async -> HTTPResponse {
        guard let (status, count) = database.read(id, { ($0.status, $0.targets.count) }) else {
            environment.telemetry.taskRejected()
            return unknown(id)
        }
        switch status {
        case .paused: return await resume(id)
        case .inProgress: return begun(id)
        case .pending, .failed: break
        case .completed, .cancelled:
            environment.telemetry.taskRejected()
            return wrong("Задача не может быть запущена со статусом", status)
        }
        guard count > 0 else {
            environment.telemetry.taskRejected()
            let text = "Невозможно запустить задачу без целевой аудитории"
            return ErrorForm.numbered.reply(.badRequest, text)
        }
        return await begin(id, after: status)
    }

    /// Writes a campaign down as under way and sends the message for its first step.
    private func begin(_ id: Int64, after status: Campaign.Status) async -> HTTPResponse {
        let now = environment.clock.now
        let work = environment.identifiers.uuid()
        let message = database.update(id) { campaign in
            campaign.begin(work, at: now)
            return InviteStepMessage(campaign)
        }
        guard let message else { return unknown(id) }
        do {
            try await channel.publish(message.message, toQueue: InviteQueues.high)
        } catch {
            database.update(id) { if $0.turn == message.turn { $0.status = status } }
            environment.telemetry.taskRejected()
            let text = "Ошибка запуска задачи: \(error.text)"
            return ErrorForm.numbered.reply(.internalServerError, text)
        }
        environment.telemetry.taskAccepted("\(id)")
        return begun(id)
    }

    private func begun(_ id: Int64) -> HTTPResponse {
        let found = database.read(id) { ($0.workID ?? "", $0.startedAt ?? $0.createdAt) }
        guard let (work, start) = found else { return unknown(id) }
        return HTTPResponse(
            .ok,
            json: [
                "message": .string("Задача \(id) запущена в выполнение"),
                "task_id": .integer(id), "celery_task_id": .string(work), "status": "running",
                "started_at": .string(CalendarTime(start).text),
            ]
        )
    }

    /// The step under way is done; the one after it waits.
    func pause(_ id: Int64) -> HTTPResponse {
        change(id, "приостановлена", "paused") { campaign in
            guard campaign.status == .inProgress else { return false }
            campaign.status = .paused
            return true
        }
    }

    func resume(_ id: Int64) async -> HTTPResponse {
        let reply = change(id, "возобновлена", "running") { campaign in
            guard campaign.status == .paused else { return false }
            campaign.status = .inProgress
            return true
        }
        guard reply.status == .ok else { return reply }
        // One that the workers have not noticed to be paused simply goes on.
        if let suspended = database.unpark(id) {
            let message = database.read(id) { InviteStepMessage($0) }
            let channel = channel
            suspended.resume("campaign that goes on") {
                guard let message else { return }
                try? await channel.publish(message.message, toQueue: InviteQueues.high)
            }
        }
        return reply
    }

    func cancel(_ id: Int64) -> HTTPResponse {
        let now = environment.clock.now
        let reply = change(id, "отменена", "cancelled") { campaign in
            guard !campaign.status.isFinal else { return false }
            campaign.status = .cancelled
            campaign.endedAt = now
            return true
        }
        if reply.status == .ok { end(database.unpark(id)) }
        return reply
    }

    /// Tells the end of a campaign that no worker has.
    func end(_ suspended: (any SuspendedTask)?) {
        let telemetry = environment.telemetry
        suspended?.resume("end of a campaign") { telemetry.taskFinished(.failed) }
    }

    /// Deletes a campaign; a worker that has a step of it finds out by the store.
    func delete(_ call: Call) async -> HTTPResponse {
        let life = Duration.seconds(7200)
        let store = environment.store.database(5)
        let key = Self.keyOfDeleted(call.id)
        _ = try? await store.set(key, to: .text("1"), timeToLive: life, condition: .always)
        end(database.delete(call.id))
        return HTTPResponse(
            .ok,
            json: [
                "message": .string("Задача \(call.id) удалена"), "task_id": .integer(call.id),
            ]
        )
    }

    private func change(
        _ id: Int64,
        _ verb: String,
        _ word: String,
        _ change: (inout Campaign) -> Bool
    ) -> HTTPResponse {
        let result = database.update(id) { campaign in (change(&campaign), campaign.status) }
        guard let (isDone, status) = result else { return unknown(id) }
        guard isDone else { return wrong("Задача не может быть \(verb) со статусом", status) }
        return HTTPResponse(
            .ok,
            json: [
                "message": .string("Задача \(id) \(verb)"), "task_id": .integer(id),
                "status": .string(word),
            ]
        )
    }

    private func wrong(_ text: String, _ status: Campaign.Status) -> HTTPResponse {
        ErrorForm.numbered.reply(.badRequest, "\(text) \(status.rawValue)")
    }
}
