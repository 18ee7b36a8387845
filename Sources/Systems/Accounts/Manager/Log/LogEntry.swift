import Infrastructure
import JSON

/// A line of the integration log (`integration_logs`): what the manager did.
struct LogEntry: Sendable {
    /// From 0, in the order of writing.
    var number = 0
    let at: Timestamp
    /// The account's place in the database; nil for what is about no one account.
    let row: Int?
    /// 0 is the system.
    let userID: Int64
    let event: LogEvent

    var status: LogStatus {
        switch event {
        case .errorHandled: .error
        case .released(_, let usage, _): usage.success ? .success : .error
        case .recorded(_, _, let success): success ? .success : .error
        case .background(_, _, let isSuccess): isSuccess ? .success : .error
        case .allocated, .recoveryScheduled, .recovered, .limitsReset: .success
        }
    }

    /// A UUID that follows from the number alone, so that writing an entry draws nothing.
    var id: String { LogIdentifier.uuid(number) }
}

/// What a line of the log is about; made into JSON only when somebody reads it.
enum LogEvent: Sendable {
    case allocated(AccountPurpose, service: String, expiresAt: Timestamp)
    /// `released` is false where the service did not have the account.
    case released(service: String, UsageReport, released: Bool)
    case errorHandled(HandledError)
    case recoveryScheduled(at: Timestamp, type: String)
    case recovered(type: String)
    case limitsReset(accounts: Int)
    case recorded(AccountAction, channel: String?, success: Bool)
    case background(BackgroundWork, count: Int, isSuccess: Bool)
}

/// An error with what was done about it; an object, since errors are rare and entries many.
final class HandledError: Sendable {
    let report: ErrorReport
    let answer: ErrorAnswer

    init(report: ErrorReport, answer: ErrorAnswer) {
        self.report = report
        self.answer = answer
    }
}

/// What the background workers do.
enum BackgroundWork: String, Sendable, CaseIterable {
    case recoveries = "background_recovery_processing"
    case dailyReset = "background_daily_limits_reset"
    case health = "background_health_monitoring"
    case locks = "background_locks_cleanup"
    case rateLimits = "background_rate_limit_cleanup"
    case report = "background_health_report"
}

/// How what an entry is about went.
enum LogStatus: String, Sendable, CaseIterable {
    case success
    case error
    case pending
}

extension LogEvent {
    /// The name of the action in the log.
    var action: String {
        switch self {
        case .allocated: "account_allocated"
        case .released: "account_released"
        case .errorHandled: "account_error_handled"
        case .recoveryScheduled: "recovery_scheduled"
        case .recovered: "account_recovered"
        case .limitsReset: "daily_limits_reset"
        case .recorded(let action, _, _): "rate_limit_\(action.rawValue)_recorded"
        case .background(let work, _, _): work.rawValue
        }
    }

    /// All names of actions, in a fixed order.
    static let actions: [String] =
        [
            "account_allocated", "account_released", "account_error_handled",
            "recovery_scheduled", "account_recovered", "daily_limits_reset",
        ] + AccountAction.allCases.map { "rate_limit_\($0.rawValue)_recorded" }
        + BackgroundWork.allCases.map(\.rawValue)
}

/// Identifiers that follow from numbers.
private enum LogIdentifier {
    /// UUID version 4 by its form; the bits are those of SplitMix64 (Steele et al., 2014).
    static func uuid(_ number: Int) -> String {
        let high = mixed(UInt64(number) &* 2 &+ 1) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = mixed(UInt64(number) &* 2 &+ 2) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000 << 48
        let digits = hexadecimal(high) + hexadecimal(low)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    private static func mixed(_ number: UInt64) -> UInt64 {
        var value = number &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
