import Infrastructure

/// The work on one task with one account: reads messages in portions, and at the pace of its speed.
///
/// Whatever ends it is written down before it returns; only who was cancelled leaves all as it is.
struct ParsingRun: Sendable {
    let row: Int
    let account: String
    let environment: SystemEnvironment
    let settings: ParsingSettings
    let database: ParsingDatabase
    let manager: AccountManagerClient
    let keepsAfterFailure: Bool

    /// How many messages are read after one question to the manager.
    static let portion: Int64 = 25
    /// The pause before the manager is asked again that did not answer.
    private static let pause = Duration.seconds(10)
    /// The wait after a refusal that names none.
    private static let usualWait: Int64 = 900
    private static let savingTime = Duration.seconds(1)

    /// Why the work stopped.
    enum End: Sendable, Equatable {
        case through
        /// Somebody paused or deleted the task.
        case halted
        /// Another account has to go on.
        case accountUnfit
        case failed(TelegramOutcome)
    }

    /// Returns true when something has changed for tasks that wait for an account.
    func work() async throws(CancellationError) -> Bool {
        guard let task = database.read({ $0[row] }) else {
            try await release(nil)
            return true
        }
        switch try await read(task) {
        case .through:
            try await environment.clock.sleep(for: Self.savingTime)
            database.finish(row, error: nil)
            try await release(task)
        case .halted:
            try await release(task)
        case .accountUnfit:
            try await release(task)
            database.update(row) { task in
                task.account = nil
                if task.status == .running { task.status = .pending }
            }
            return false
        case .failed(let outcome):
            let (kind, message) = ParsingError.report(of: outcome)
            database.finish(row, error: message)
            try await manager.handleError(account, kind, message, task: task.id)
            if !keepsAfterFailure { try await release(task) }
        }
        return true
    }

    private func release(_ task: ParsingTask?) async throws(CancellationError) {
        let channels = task.map { [$0.link] } ?? []
        try await manager.release(account, invitesSent: 0, channels: channels)
    }

    /// Reads until all is read or something stops it.
    private func read(_ task: ParsingTask) async throws(CancellationError) -> End {
        let limit = task.order.messageLimit
        var lease = Lease(until: environment.clock.now.adding(settings.lockTimeout))
        if let unsettled = task.unsettled { try await settle(unsettled, task) }
        while let present = database.read({ $0[row] }), present.status == .running {
            let offset = present.current
            guard offset < limit else { return .through }
            let count = min(Self.portion - offset % Self.portion, limit - offset)
            if let end = try await permission(task, &lease) { return end }
            if let end = try await fetch(task, offset, count, &lease) { return end }
            if offset == 0 { database.begin(row) }
            if let end = try await take(count, task) { return end }
        }
        return .halted
    }

    /// Goes through messages that were read, one by one.
    private func take(_ count: Int64, _ task: ParsingTask) async throws(CancellationError) -> End? {
        let speed = task.order.speed
        for _ in 0..<count {
            try await environment.clock.sleep(for: speed.timeOfMessage)
            var isRunning = false
            var current: Int64 = 0
            database.update(row) { task in
                isRunning = task.status == .running
                guard isRunning else { return }
                task.current += 1
                task.progress = ParsingTask.progress(task.current, of: task.order.messageLimit)
                current = task.current
            }
            guard isRunning else { return .halted }
            if current % speed.batch == 0, current < task.order.messageLimit {
                try await environment.clock.sleep(for: speed.batchDelay)
            }
        }
        return nil
    }
}

// MARK: - What the manager allows

extension ParsingRun {
    /// For how long the account is lent.
    struct Lease {
        var until: Timestamp
    }

    /// Waits until the account may read; the end where it may not in this task.
    private func permission(
        _ task: ParsingTask,
        _ lease: inout Lease
    ) async throws(CancellationError) -> End? {
        var refusals: Int64 = 0
        while true {
            switch try await manager.check(account, .parse, channel: task.link) {
            case .allowed:
                return nil
            case .denied(let reason, let wait):
                // The check is broken by the quirk: the sources read a wait of zero and go on.
                if reason == "Rate limit check error: CONTACT_ADD" { return nil }
                if reason == "Account not available" || reason == "Account not found" {
                    return .accountUnfit
                }
                let seconds = max(1, wait ?? Self.usualWait) + refusals
                refusals = min(refusals + 1, 60)
                guard try await sleep(seconds, task, &lease) else { return .accountUnfit }
            case .unknown:
                guard try await sleep(Self.pause.components.seconds, task, &lease) else {
                    return .accountUnfit
                }
            }
            guard database.read({ $0[row]?.status }) == .running else { return .halted }
        }
    }

    /// Waits, and keeps the account meanwhile; false where that cannot be.
    private func sleep(
        _ seconds: Int64,
        _ task: ParsingTask,
        _ lease: inout Lease
    ) async throws(CancellationError) -> Bool {
        let time = Duration.seconds(seconds)
        guard try await renew(task, &lease, for: time) else { return false }
        try await environment.clock.sleep(for: time)
        return true
    }

    /// Borrows the account anew where the lease would end before `time` and a portion are over.
    private func renew(
        _ task: ParsingTask,
        _ lease: inout Lease,
        for time: Duration
    ) async throws(CancellationError) -> Bool {
        let need = time + task.order.speed.timeOfPortion
        guard environment.clock.now.adding(need) >= lease.until else { return true }
        guard time < settings.lockTimeout else { return false }
        let wish = AccountManagerClient.Wish(
            userID: task.order.userID,
            purpose: .parsing,
            preferred: account,
            time: settings.lockTimeout
        )
        let begun = environment.clock.now
        guard try await manager.allocate(wish) == account else { return false }
        lease.until = begun.adding(settings.lockTimeout)
        return true
    }
}

// MARK: - What Telegram says

extension ParsingRun {
    /// Fetches messages; the end where that fails for good.
    private func fetch(
        _ task: ParsingTask,
        _ offset: Int64,
        _ count: Int64,
        _ lease: inout Lease
    ) async throws(CancellationError) -> End? {
        let call = TelegramCall(
            account: account,
            channel: task.link,
            method: .parse(offset: offset, count: count),
            service: ParsingScheduler.service
        )
        let speed = task.order.speed
        var repetition = 0
        while true {
            guard try await renew(task, &lease, for: .zero) else { return .accountUnfit }
            try await environment.clock.sleep(for: speed.requestDelay)
            switch try await perform(call, task) {
            case .success:
                return nil
            case .floodWait(let seconds):
                guard try await wait(seconds, task, &lease) else { return .accountUnfit }
            case .networkError:
                repetition += 1
                guard repetition <= speed.retries else { return .failed(.networkError) }
                try await environment.clock.sleep(for: speed.pause(before: repetition))
            case let outcome:
                return .failed(outcome)
            }
            // Whatever was waited for, the manager may think otherwise now.
            if let end = try await permission(task, &lease) { return end }
        }
    }

    /// Waits a flood wait out and a second more; false for one that is longer than any lease, of
    /// which the manager is told.
    private func wait(
        _ seconds: Int64,
        _ task: ParsingTask,
        _ lease: inout Lease
    ) async throws(CancellationError) -> Bool {
        if try await sleep(seconds + 1, task, &lease) { return true }
        let (kind, message) = ParsingError.report(of: .floodWait(seconds: seconds))
        try await manager.handleError(account, kind, message, task: task.id)
        return false
    }

    /// Makes one call, and has it written down when it was, or may have been, done.
    private func perform(
        _ call: TelegramCall,
        _ task: ParsingTask
    ) async throws(CancellationError) -> TelegramOutcome {
        database.update(row) { $0.unsettled = call.account }
        var outcome = TelegramOutcome.networkError
        var mayBeDone = true
        do throws(HTTPError) {
            outcome = try await TelegramClient(environment).perform(call)
            mayBeDone = outcome == .success
        } catch {
            guard error != .cancelled else { throw CancellationError() }
            mayBeDone = error == .timedOut || error == .connectionLost
        }
        if mayBeDone { try await settle(call.account, task) }
        database.update(row) { $0.unsettled = nil }
        return outcome
    }

    /// Has a read written down at the manager, however long that takes.
    private func settle(_ account: String, _ task: ParsingTask) async throws(CancellationError) {
        while true {
            let isDone = try await manager.record(
                account,
                .parse,
                channel: task.link,
                isSuccess: true
            )
            if isDone { return database.update(row) { $0.unsettled = nil } }
            try await environment.clock.sleep(for: Self.pause)
        }
    }
}

extension ParsingSpeed {
    /// What a portion takes at most, with its pauses.
    fileprivate var timeOfPortion: Duration {
        timeOfMessage * Int(ParsingRun.portion) + batchDelay * 3 + requestDelay + .seconds(60)
    }
}
