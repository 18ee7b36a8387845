import Infrastructure

extension AccountManager {
    /// Draws the consequences of an error that a service met with an account.
    ///
    /// What has a timer is put into the recovery queue. An id that is not known changes nothing and
    /// gets the same answer.
    func handleError(
        _ id: String,
        _ report: ErrorReport
    ) async throws(KeyValueStoreError) -> ErrorAnswer {
        let instant = now
        let consequence = consequence(of: report, at: instant)
        guard let row = row(of: id) else {
            return consequence.answer(id, report.kind, consequence.status ?? .active)
        }
        let answer = suffer(consequence, row, report, at: instant)
        guard let end = consequence.timerEnd, answer.status != .disabled,
            !settings.quirks.contains(.unqueuedErrors)
        else { return answer }
        try await enqueueRecovery(id, at: end, type: Self.automatic)
        return answer
    }

    static let automatic = "auto"

    /// Changes the account, and tells everybody.
    @inline(never)
    private func suffer(
        _ consequence: ErrorConsequence,
        _ row: Int,
        _ report: ErrorReport,
        at instant: Timestamp
    ) -> ErrorAnswer {
        let (account, wasDisabled) = accounts(at: instant) { table in
            let wasDisabled = table[row].status == .disabled
            table.update(row) { $0.suffer(consequence) }
            return (table[row], wasDisabled)
        }
        if let end = consequence.timerEnd, !wasDisabled {
            audit.timerSet(row, account.status, until: end)
        }
        if account.status == .disabled { audit.disabled(row) }
        if consequence.status == .active { audit.becameActive(row, at: instant) }
        let isFutile = account.status == .disabled && consequence.status != .disabled
        let effect = isFutile ? ErrorConsequence.none : consequence
        let answer = effect.answer(account.id, report.kind, account.status)
        meters.error(report.kind)
        meters.status(row, account.status)
        log.write(
            .errorHandled(HandledError(report: report, answer: answer)),
            row: row,
            userID: account.userID,
            at: instant
        )
        return answer
    }

    private func consequence(
        of report: ErrorReport,
        at instant: Timestamp
    ) -> ErrorConsequence {
        switch report.kind {
        case .floodWait:
            let wait = ErrorText.firstNumber(report.message).map { Duration.seconds($0) }
            let end = instant.adding((wait ?? settings.floodWait) + settings.floodWaitBuffer)
            return ErrorConsequence(
                status: .floodWait,
                floodWaitUntil: end,
                recoveryTime: end,
                shouldRetry: true,
                action: "Set flood wait until \(CalendarTime(end).text)"
            )
        case .peerFlood:
            let end = instant.adding(settings.peerFloodBlock)
            return ErrorConsequence(
                status: .blocked,
                blockedUntil: end,
                recoveryTime: end,
                shouldRetry: false,
                action: "Blocked for \(hours(settings.peerFloodBlock)) due to peer flood"
            )
        case .phoneNumberBanned, .userDeactivated: return .disabled("Permanently disabled")
        case .authKeyError: return .disabled("Disabled due to auth key error")
        case .sessionPasswordNeeded, .privacyRestricted, .networkError, .unknownError:
            let reactivates = settings.quirks.contains(.errorsReactivate)
            return ErrorConsequence(
                status: reactivates ? .active : nil,
                recoveryTime: instant.adding(.seconds(1800)),
                shouldRetry: true,
                action: "Incremented error count"
            )
        }
    }

    /// A length as the texts of the sources have it: `24 hours`.
    private func hours(_ length: Duration) -> String {
        let seconds = length.secondsRoundedUp
        return seconds % 3600 == 0 ? "\(seconds / 3600) hours" : "\(seconds) seconds"
    }
}

/// What an error does to an account.
private struct ErrorConsequence {
    /// Nil leaves it as it is.
    let status: AccountStatus?
    var floodWaitUntil: Timestamp?
    var blockedUntil: Timestamp?
    /// What the answer says; nil for ever.
    var recoveryTime: Timestamp?
    let shouldRetry: Bool
    let action: String

    /// What happens to an account that is disabled already.
    static let none = ErrorConsequence(
        status: nil,
        shouldRetry: false,
        action: "Incremented error count"
    )

    static func disabled(_ action: String) -> ErrorConsequence {
        ErrorConsequence(status: .disabled, shouldRetry: false, action: action)
    }

    /// When the timer that the error sets ends, if it sets one.
    var timerEnd: Timestamp? { floodWaitUntil ?? blockedUntil }

    func answer(_ id: String, _ kind: AccountErrorKind, _ status: AccountStatus) -> ErrorAnswer {
        ErrorAnswer(
            accountID: id,
            kind: kind,
            action: action,
            status: status,
            recoveryTime: recoveryTime,
            shouldRetry: shouldRetry
        )
    }
}

extension Account {
    /// What is disabled stays so; only the quirk that reactivates accounts brings it back.
    fileprivate mutating func suffer(_ consequence: ErrorConsequence) {
        errorCount.add(1)
        guard status != .disabled || consequence.status == .active else { return }
        if let status = consequence.status { self.status = status }
        if let end = consequence.floodWaitUntil { floodWaitUntil = end }
        if let end = consequence.blockedUntil { blockedUntil = end }
        if consequence.status == .active {
            floodWaitUntil = nil
            blockedUntil = nil
        }
    }
}

/// The texts of Telegram's errors, as libraries spell them.
enum ErrorText {
    /// The first run of digits: 300 of `FLOOD_WAIT_300`; nil without one.
    static func firstNumber(_ text: String) -> Int? {
        var number: Int?
        for byte in text.utf8 {
            guard byte >= 48, byte <= 57 else {
                if number != nil { break }
                continue
            }
            number = min((number ?? 0) * 10 + Int(byte) - 48, Duration.longest.secondsRoundedUp)
        }
        return number
    }
}
