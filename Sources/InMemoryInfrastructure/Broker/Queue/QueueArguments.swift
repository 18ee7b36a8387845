import Infrastructure
import JSON

/// The arguments of a queue as RabbitMQ checks them (`rabbit_amqqueue:declare_args`; B2.1, B2.2).
enum QueueArguments {
    private typealias Check = @Sendable (JSONValue, JSONObject) -> String?

    /// Each argument with what is wrong with a value, in the order in which they are checked.
    private static let checks: [(name: String, problem: Check)] = [
        ("x-expires", { value, _ in expiryProblem(value, isZeroAllowed: false) }),
        ("x-message-ttl", { value, _ in expiryProblem(value, isZeroAllowed: true) }),
        ("x-dead-letter-exchange", { value, _ in textProblem(value) }),
        ("x-dead-letter-routing-key", routingKeyProblem),
        ("x-max-length", { value, _ in countProblem(value) }),
        ("x-max-length-bytes", { value, _ in countProblem(value) }),
        ("x-max-priority", { value, _ in priorityProblem(value) }),
        ("x-overflow", { value, _ in overflowProblem(value) }),
        ("x-queue-mode", { value, _ in modeProblem(value) }),
        ("x-single-active-consumer", { value, _ in flagProblem(value) }),
        ("x-queue-type", { value, _ in typeProblem(value) }),
        ("x-delivery-limit", { value, _ in countProblem(value) }),
    ]

    /// The longest life that a timer of the broker can hold, in milliseconds (2³² − 1).
    static let longestTime = Int64(UInt32.max)

    /// Finds what is wrong with the arguments of a queue and throws it (406).
    static func check(_ name: QueueName, _ options: QueueOptions) throws(BrokerError) {
        for (argument, problem) in checks {
            guard let value = options.arguments[argument] else { continue }
            if let problem = problem(value, options.arguments) {
                throw .preconditionFailed(
                    "invalid arg '\(argument)' for queue '\(name)' in vhost '/': \(problem)"
                )
            }
        }
        let isQuorum = options.arguments["x-queue-type"]?.string == "quorum"
        let unsupported =
            isQuorum ? ["x-max-priority", "x-queue-mode"] : ["x-delivery-limit"]
        for argument in unsupported where options.arguments[argument] != nil {
            throw .preconditionFailed(
                "invalid arg '\(argument)' for queue '\(name)' in vhost '/' of queue type "
                    + (isQuorum ? "rabbit_quorum_queue" : "rabbit_classic_queue")
            )
        }
        if isQuorum { try checkQuorum(name, options) }
    }

    /// A quorum queue is durable, shared, and stays.
    private static func checkQuorum(
        _ name: QueueName,
        _ options: QueueOptions
    ) throws(BrokerError) {
        let problem: String? =
            if !options.isDurable {
                "non-durable"
            } else if options.isAutoDelete {
                "auto-delete"
            } else if options.isExclusive {
                "exclusive-owner"
            } else {
                nil
            }
        guard let problem else { return }
        throw .preconditionFailed("invalid property '\(problem)' for queue '\(name)' in vhost '/'")
    }

    /// Finds where a second declaration differs from the first and throws it (406).
    static func checkEquivalence(
        _ name: QueueName,
        current: QueueOptions,
        received: QueueOptions
    ) throws(BrokerError) {
        let equivalence = DeclarationEquivalence(entity: "queue '\(name)' in vhost '/'")
        try equivalence.check([
            ("durable", "\(current.isDurable)", "\(received.isDurable)"),
            ("auto_delete", "\(current.isAutoDelete)", "\(received.isAutoDelete)"),
        ])
        for (argument, _) in checks {
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
    private static func integerProblem(_ value: JSONValue) -> String? {
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
        return integer > longestTime ? "{value_too_big,\(integer)}" : nil
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

    private static func flagProblem(_ value: JSONValue) -> String? {
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
        return ["default", "lazy"].contains(text) ? nil : "invalid_queue_mode"
    }

    private static func typeProblem(_ value: JSONValue) -> String? {
        guard let text = value.string else { return unacceptable(value) }
        return ["classic", "quorum"].contains(text) ? nil : "\"unsupported queue type '\(text)'\""
    }
}
