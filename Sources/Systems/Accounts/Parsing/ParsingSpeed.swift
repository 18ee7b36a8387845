import JSON

/// How fast the parsing service reads, and what it risks by that (`core/parsing_speed.py`).
struct ParsingSpeed: Sendable, Equatable {
    let value: String
    let name: String
    let description: String
    let estimate: String
    let risk: String
    /// After each message.
    let messageDelay: Duration
    /// Before each look at the author of a message.
    let userDelay: Duration
    /// Before each request for messages.
    let requestDelay: Duration
    let usersPerMinute: Int
    let requestsPerMinute: Int
    /// How many messages are read before a pause.
    let batch: Int64
    let batchDelay: Duration
    /// How often a request is repeated that Telegram did not answer.
    let retries: Int
    /// By how much the pause before a repetition grows, in tenths; the first is that many tenths
    /// of a second.
    let backoffTenths: Int64

    static let safe = ParsingSpeed(
        value: "safe",
        name: "Безопасный",
        description: "Минимальный риск FloodWait и блокировок. Медленно, но надежно.",
        estimate: "~300-500 пользователей/час",
        risk: "Очень низкий",
        messageDelay: .seconds(2),
        userDelay: .seconds(3),
        requestDelay: .seconds(1),
        usersPerMinute: 20,
        requestsPerMinute: 30,
        batch: 10,
        batchDelay: .seconds(5),
        retries: 5,
        backoffTenths: 20
    )
    static let medium = ParsingSpeed(
        value: "medium",
        name: "Средний (рекомендуемый)",
        description: "Оптимальный баланс скорости и безопасности. Иногда возможны FloodWait.",
        estimate: "~800-1200 пользователей/час",
        risk: "Средний",
        messageDelay: .milliseconds(800),
        userDelay: .milliseconds(1500),
        requestDelay: .milliseconds(500),
        usersPerMinute: 40,
        requestsPerMinute: 60,
        batch: 25,
        batchDelay: .seconds(2),
        retries: 3,
        backoffTenths: 15
    )
    static let fast = ParsingSpeed(
        value: "fast",
        name: "Быстрый (опасный)",
        description: "Максимальная скорость. Высокий риск FloodWait и временных блокировок.",
        estimate: "~1500-2500 пользователей/час",
        risk: "Высокий",
        messageDelay: .milliseconds(200),
        userDelay: .milliseconds(500),
        requestDelay: .milliseconds(100),
        usersPerMinute: 90,
        requestsPerMinute: 120,
        batch: 50,
        batchDelay: .milliseconds(500),
        retries: 2,
        backoffTenths: 12
    )

    static let all = [safe, medium, fast]

    /// The speed of a name, or of what users call it; any other word is the medium one.
    static func named(_ text: String?) -> ParsingSpeed {
        switch text?.lowercased() {
        case "safe", "slow", "безопасный": safe
        case "fast", "quick", "быстрый": fast
        default: medium
        }
    }

    /// What one message takes.
    var timeOfMessage: Duration { messageDelay + userDelay }

    /// The pause before a repetition, by its number from 1.
    func pause(before repetition: Int) -> Duration {
        var pause = Duration.seconds(1)
        for _ in 0..<repetition { pause = pause * backoffTenths / 10 }
        return pause
    }

    /// Users an hour by the formula of the sources, which counts on batches for a fifth more.
    var usersPerHour: Double {
        let (seconds, rest) = userDelay.components
        let delay = Double(seconds) + Double(rest) / 1e18
        return min(Double(usersPerMinute) * 60, 3600 / delay) * 1.2
    }

    /// How long so many users take, as the service tells it.
    func estimate(users: Int64) -> JSONValue {
        let hours = Double(users) / usersPerHour
        return [
            "estimated_hours": .number(Self.rounded(hours, 100)),
            "estimated_minutes": .number(Self.rounded(hours * 60, 10)),
            "users_per_hour": .integer(Int64(usersPerHour.rounded(.toNearestOrEven))),
            "speed_name": .string(name),
            "risk_level": .string(risk),
        ]
    }

    private static func rounded(_ number: Double, _ parts: Double) -> Double {
        (number * parts).rounded(.toNearestOrEven) / parts
    }
}
