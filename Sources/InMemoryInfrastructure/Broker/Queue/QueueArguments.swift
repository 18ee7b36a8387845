import Infrastructure
import JSON

/// The arguments of a queue as RabbitMQ checks them (`rabbit_amqqueue.erl`; B2.1, B2.2).
enum QueueArguments {
    private typealias Check = @Sendable (JSONValue, JSONObject) -> String?

    /// What is wrong with the value of an argument, in the order in which they are checked.
    private static let checks: [(name: String, problem: Check)] = [
        ("x-expires", { value, _ in expiryProblem(value, isZeroAllowed: false) }),
        ("x-message-ttl", { value, _ in expiryProblem(value, isZeroAllowed: true) }),
        ("x-dead-letter-routing-key", routingKeyProblem),
        ("x-dead-letter-strategy", strategyProblem),
        ("x-max-length", { value, _ in countProblem(value) }),
        ("x-max-length-bytes", { value, _ in countProblem(value) }),
        ("x-max-in-memory-length", { value, _ in countProblem(value) }),
        ("x-max-in-memory-bytes", { value, _ in countProblem(value) }),
        ("x-max-priority", { value, _ in priorityProblem(value) }),
        ("x-overflow", { value, _ in overflowProblem(value) }),
        ("x-queue-mode", { value, _ in modeProblem(value) }),
        ("x-queue-version", { value, _ in versionProblem(value) }),
        ("x-single-active-consumer", { value, _ in flagProblem(value) }),
        ("x-quorum-initial-group-size", { value, _ in groupSizeProblem(value) }),
        ("x-queue-leader-locator", { value, _ in locatorProblem(value) }),
    ]

    /// The arguments of a classic queue, in the order in which declarations are compared.
    private static let classic = [
        "x-expires", "x-message-ttl", "x-dead-letter-exchange", "x-dead-letter-routing-key",
        "x-max-length", "x-max-length-bytes", "x-max-priority", "x-overflow", "x-queue-mode",
        "x-queue-version", "x-single-active-consumer", "x-queue-type", "x-queue-master-locator",
    ]

    /// The same for a quorum queue.
    private static let quorum = [
        "x-dead-letter-exchange", "x-dead-letter-routing-key", "x-dead-letter-strategy",
        "x-expires", "x-max-length", "x-max-length-bytes", "x-max-in-memory-length",
        "x-max-in-memory-bytes", "x-overflow", "x-single-active-consumer", "x-queue-type",
        "x-quorum-initial-group-size", "x-delivery-limit", "x-message-ttl",
        "x-queue-leader-locator",
    ]

    /// Those of streams, which are no arguments of any queue here.
    private static let stream = [
        "x-max-age", "x-stream-max-segment-size-bytes", "x-initial-cluster-size",
    ]

    /// The longest life of a queue or a message: ten years, in milliseconds.
    static let longestTime: Int64 = 315_360_000_000

    /// Finds what is wrong with the arguments of a queue and throws it (406).
    static func check(_ name: QueueName, _ options: QueueOptions) throws(BrokerError) {
        let arguments = options.arguments
        if let exchange = arguments["x-dead-letter-exchange"], exchange.string == nil {
            throw .invalidType(of: "x-dead-letter-exchange", exchange, for: Entity.queue(name))
        }
        if let type = arguments["x-queue-type"], let problem = typeProblem(type) {
            throw .invalidArgument("x-queue-type", for: Entity.queue(name), problem)
        }
        let isQuorum = isQuorum(arguments)
        let known = isQuorum ? quorum : classic
        for (argument, problem) in checks where known.contains(argument) {
            guard let value = arguments[argument] else { continue }
            if let problem = problem(value, arguments) {
                throw .invalidArgument(argument, for: Entity.queue(name), problem)
            }
        }
        let others = (classic + quorum + stream).filter { !known.contains($0) }
        for member in arguments.members where others.contains(member.key) {
            throw .unsupportedArgument(member.key, for: Entity.queue(name), isQuorum: isQuorum)
        }
        if isQuorum { try checkQuorum(name, options) }
    }

    /// A quorum queue stays, is shared, is durable, and has a name.
    private static func checkQuorum(
        _ name: QueueName,
        _ options: QueueOptions
    ) throws(BrokerError) {
        let problem: String? =
            if options.isAutoDelete {
                "auto-delete"
            } else if options.isExclusive {
                "exclusive-owner"
            } else if !options.isDurable {
                "non-durable"
            } else {
                nil
            }
        guard let problem else { return }
        throw .preconditionFailed("invalid property '\(problem)' for \(Entity.queue(name))")
    }

    static func isQuorum(_ arguments: JSONObject) -> Bool {
        arguments["x-queue-type"]?.string == "quorum"
    }

    /// Finds where a second declaration differs from the first and throws it (406).
    ///
    /// Only the arguments count that the type of the first has; `classic` is what a queue is that
    /// names no type.
    static func checkEquivalence(
        _ name: QueueName,
        current: QueueOptions,
        received: QueueOptions
    ) throws(BrokerError) {
        let equivalence = DeclarationEquivalence(entity: Entity.queue(name))
        try equivalence.check([
            ("durable", "\(current.isDurable)", "\(received.isDurable)"),
            ("auto_delete", "\(current.isAutoDelete)", "\(received.isAutoDelete)"),
        ])
        for argument in isQuorum(current.arguments) ? quorum : classic {
            if argument == "x-queue-type" {
                let types = [current, received].map { $0.arguments[argument] ?? "classic" }
                if types == ["classic", "classic"] { continue }
            }
            try equivalence.check(
                argument,
                current: current.arguments,
                received: received.arguments
            )
        }
    }
}

// MARK: - What is wrong with a value, as Erlang prints it

extension QueueArguments {
    static func integerProblem(_ value: JSONValue) -> String? {
        if case .integer = value { return nil }
        return "\"expected integer, got \(FieldType(of: value).rawValue)\""
    }

    private static func countProblem(_ value: JSONValue) -> String? {
        guard case .integer(let integer) = value else { return integerProblem(value) }
        return integer < 0 ? "{value_negative,\(integer)}" : nil
    }

    /// What is wrong with a time in milliseconds.
    static func expiryProblem(_ value: JSONValue, isZeroAllowed: Bool) -> String? {
        guard case .integer(let integer) = value else { return integerProblem(value) }
        if integer == 0, !isZeroAllowed { return "{value_zero,0}" }
        if integer < 0 { return "{value_negative,\(integer)}" }
        return integer > longestTime ? "{value_too_large,\(integer)}" : nil
    }

    private static func priorityProblem(_ value: JSONValue) -> String? {
        if let problem = countProblem(value) { return problem }
        guard let integer = value.integer, integer > 255 else { return nil }
        return "{max_value_exceeded,\(integer)}"
    }

    private static func unacceptable(_ value: JSONValue) -> String {
        "{unacceptable_type,\(FieldType(of: value).rawValue)}"
    }

    private static func textProblem(_ value: JSONValue) -> String? {
        value.string == nil ? unacceptable(value) : nil
    }

    static func flagProblem(_ value: JSONValue) -> String? {
        value.bool == nil ? unacceptable(value) : nil
    }

    private static func routingKeyProblem(
        _ value: JSONValue,
        _ arguments: JSONObject
    ) -> String? {
        if let problem = textProblem(value) { return problem }
        return arguments["x-dead-letter-exchange"] == nil ? "routing_key_but_no_dlx_defined" : nil
    }

    private static func overflowProblem(_ value: JSONValue) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        return QueueSettings.Overflow(rawValue: text) == nil ? "invalid_overflow" : nil
    }

    private static func modeProblem(_ value: JSONValue) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        return ["default", "lazy"].contains(text) ? nil : "\"unsupported queue mode '\(text)'\""
    }

    private static func versionProblem(_ value: JSONValue) -> String? {
        if let problem = countProblem(value) { return problem }
        guard let version = value.integer, version != 1, version != 2 else { return nil }
        return "\"unsupported queue version '\(version)'\""
    }

    private static func groupSizeProblem(_ value: JSONValue) -> String? {
        countProblem(value) ?? (value.integer == 0 ? "{value_zero,0}" : nil)
    }

    private static func strategyProblem(_ value: JSONValue, _: JSONObject) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        return ["at-most-once", "at-least-once"].contains(text) ? nil : "invalid_dlx_strategy"
    }

    private static func locatorProblem(_ value: JSONValue) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        let known = ["client-local", "balanced", "random", "least-leaders"]
        return known.contains(text) ? nil : "invalid_queue_locator_arg"
    }

    private static func typeProblem(_ value: JSONValue) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        return ["classic", "quorum"].contains(text) ? nil : "\"unsupported queue type '\(text)'\""
    }
}
