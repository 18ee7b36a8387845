import Infrastructure
import JSON

@testable import Systems

/// Makes random requests to the accounts system, good ones and bad ones.
struct WeekGenerator {
    /// What a case is made of.
    struct Kind: Sendable {
        /// Each request is answered before the next one is sent, and every count is recorded.
        var isExact = false
        /// The services work, too: parsing tasks and campaigns.
        var hasServices = false
        var accounts = 5
        var users = 2
    }

    private let kind: Kind
    private var state: UInt64

    init(_ kind: Kind, seed: UInt64) {
        self.kind = kind
        state = seed
    }

    mutating func steps(_ count: Int) -> [WeekStep] {
        (0..<count).map { _ in WeekStep(pause: pause(), call: call()) }
    }

    // MARK: - Chance

    /// SplitMix64.
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[next(elements.count)]
    }

    private mutating func happens(_ percent: Int) -> Bool { next(100) < percent }

    /// Mostly short; tens of milliseconds apart, and never on a full minute.
    private mutating func pause() -> Int64 {
        let unit: Int64 = 10_000_000
        let longest: Int64
        switch next(20) {
        case 0..<4: longest = kind.isExact ? 1 : 0
        case 4..<10: longest = 300
        case 10..<14: longest = 6000
        case 14..<18: longest = 100_000
        case 18: longest = 1_000_000
        default: longest = 9_000_000
        }
        return longest == 0 ? 0 : (Int64(next(Int(longest))) + 1) * unit
    }

    // MARK: - Parts of requests

    private static let services = ["parsing-service", "invite-service", "a", "a:b"]
    private static let channels = [
        "news", "@news", "https://t.me/News", "other", "@other", "a b/c", "канал",
    ]

    /// An account by its number; now and then one that there is not.
    private mutating func row() -> Int { happens(3) ? kind.accounts + 1 : next(kind.accounts) }

    private mutating func channel() -> String? { happens(30) ? nil : pick(Self.channels) }

    private mutating func action() -> AccountAction {
        happens(60) ? pick([.invite, .parse]) : pick(AccountAction.allCases)
    }

    private mutating func call() -> WeekStep.Call {
        switch next(100) {
        case 0..<22: allocation()
        case 22..<38: release()
        case 38..<60: .check(row(), action(), channel: channel())
        case 60..<78: .record(row(), action(), channel: channel(), success: !happens(10))
        case 78..<84: failure()
        case 84..<87: .schedule(row(), second: Int64(next(2_000_000)) - 100_000)
        case 87..<95: reading()
        case 95..<98: bad()
        default: kind.hasServices ? work() : maintenance()
        }
    }

    private mutating func allocation() -> WeekStep.Call {
        var body: JSONObject = [
            "user_id": .integer(Int64(next(kind.users + 1)) + 1),
            "purpose": .string(pick(AccountPurpose.allCases).rawValue),
            "service_name": .string(pick(Self.services)),
            "timeout_minutes": .integer(Int64(pick([0, 1, 1, 2, 5, 30, 120, 1500]))),
        ]
        if let channel = channel() { body.append("target_channel_id", .string(channel)) }
        return .allocate(.object(body), preferred: happens(15) ? row() : nil)
    }

    private mutating func release() -> WeekStep.Call {
        var usage: JSONObject = [:]
        if !kind.isExact {
            usage.append("invites_sent", .integer(Int64(next(4))))
            usage.append("messages_sent", .integer(Int64(next(4))))
            usage.append("contacts_added", .integer(Int64(next(2))))
            usage.append("channels_used", .array([.string(pick(Self.channels))]))
        }
        if happens(5) {
            usage.append("success", false)
            usage.append("error_type", .string(pick(AccountErrorKind.allCases).rawValue))
            usage.append("error_message", "wait for 100 seconds")
        }
        return .release(
            row(),
            ["service_name": .string(pick(Self.services)), "usage_stats": .object(usage)]
        )
    }

    private mutating func failure() -> WeekStep.Call {
        let kinds = AccountErrorKind.allCases
        // What is disabled is out of the game, so that is rare.
        let isFatal = happens(2)
        let mild = kinds.filter {
            ![.authKeyError, .phoneNumberBanned, .userDeactivated].contains($0)
        }
        let text = pick([
            "FloodWaitError: 300", "", "A wait of 1 seconds", "7200", "99999999999999999999999",
            "-5",
        ])
        return .fail(row(), pick(isFatal ? kinds : mild), happens(95) ? text : "0")
    }

    private mutating func reading() -> WeekStep.Call {
        switch next(8) {
        case 0: .about(row(), .get, "/health/", nil)
        case 1: .about(row(), .get, "/flood-wait/", nil)
        case 2, 3: .about(row(), .get, "/rate-limit/status/", nil)
        case 4: other(.get, "/accounts/summary?user_id=\(next(3))&sort_by=error_count")
        case 5: other(.get, "/debug/redis-locks")
        case 6: other(.get, pick(["/stats/recovery", "/status", "/accounts/health"]))
        default: other(.get, "/logs?limit=5&offset=\(next(50))")
        }
    }

    private mutating func maintenance() -> WeekStep.Call {
        switch next(5) {
        case 0: other(.post, "/maintenance/reset-daily-limits")
        case 1: other(.post, "/maintenance/cleanup-rate-limits")
        case 2: other(.post, "/debug/clear-all-locks")
        case 3: other(.post, "/release-all", ["service_name": .string(pick(Self.services))])
        default: other(.post, "/maintenance/process-recoveries?limit=\(next(4))")
        }
    }

    private mutating func work() -> WeekStep.Call {
        let user = JSONValue.integer(Int64(next(kind.users)) + 1)
        let channel = JSONValue.string(pick(Self.channels))
        switch next(4) {
        case 0:
            return .other(
                .post,
                "/api/v1/tasks",
                [
                    "user_id": user, "platform": "telegram", "targets": [channel],
                    "config": ["message_limit": .integer(Int64(next(200)) + 1)],
                ],
                "parsing-service"
            )
        case 1:
            let targets = (0...next(30)).map { JSONValue.object(["username": .string("u\($0)")]) }
            return .other(
                .post,
                "/api/v1/campaigns",
                [
                    "user_id": user, "name": "c", "platform": "telegram",
                    "targets": .array(targets),
                    "invite_data": ["group_id": channel, "message": "m"],
                ],
                "invite-service"
            )
        case 2: return .invite(row(), channel: pick(Self.channels))
        default: return maintenance()
        }
    }

    /// What is wrong in some way.
    private mutating func bad() -> WeekStep.Call {
        let bodies: [JSONValue] = [
            .null, [], "text", 17, [:], ["service_name": 5],
            ["user_id": -1, "purpose": "testing", "service_name": ""],
            ["user_id": 1e300, "purpose": "general", "service_name": "a"],
            ["action_type": "dance"], ["action_type": ["invite"]],
            ["action_type": "invite", "target_channel_id": 5],
            ["service_name": "a", "usage_stats": ["invites_sent": -3]],
            ["error_type": "flood_wait", "error_message": .null],
        ]
        let path = pick([
            "/release/", "/handle-error/", "/rate-limit/check/", "/schedule-recovery/",
        ])
        switch next(4) {
        case 0: return other(.post, "/allocate", pick(bodies))
        case 1: return other(.post, path + "no-uuid", pick(bodies))
        case 2: return other(.get, "/accounts/summary?limit=-1&sort_by=x")
        default: return .about(row(), .post, path, pick(bodies))
        }
    }

    private func other(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONValue? = nil
    ) -> WeekStep.Call {
        .other(method, WeekStep.manager + path, body, WeekStep.integration)
    }
}
