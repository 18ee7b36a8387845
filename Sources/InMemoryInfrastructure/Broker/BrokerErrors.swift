import Infrastructure
import JSON

/// The errors of RabbitMQ by their AMQP names.
extension BrokerError {
    /// An error with its text; what is longer than a short string may be ends in dots
    /// (`rabbit_binary_generator:amqp_exception_explanation`).
    private static func error(
        _ code: Int,
        _ name: String,
        _ text: String,
        scope: Scope = .channel
    ) -> BrokerError {
        let full = "\(name) - \(text)"
        guard full.utf8.count > 255 else {
            return BrokerError(code: code, text: full, scope: scope)
        }
        let start = String(decoding: full.utf8.prefix(252), as: UTF8.self)
        return BrokerError(code: code, text: start + "...", scope: scope)
    }

    static func accessRefused(_ text: String) -> BrokerError {
        error(403, "ACCESS_REFUSED", text)
    }

    static func notFound(_ text: String) -> BrokerError {
        error(404, "NOT_FOUND", text)
    }

    static func resourceLocked(_ text: String) -> BrokerError {
        error(405, "RESOURCE_LOCKED", text)
    }

    static func preconditionFailed(_ text: String) -> BrokerError {
        error(406, "PRECONDITION_FAILED", text)
    }

    static func commandInvalid(_ text: String) -> BrokerError {
        error(503, "COMMAND_INVALID", text, scope: .connection)
    }

    static func notAllowed(_ text: String) -> BrokerError {
        error(530, "NOT_ALLOWED", text, scope: .connection)
    }

    static func notImplemented(_ text: String) -> BrokerError {
        error(540, "NOT_IMPLEMENTED", text, scope: .connection)
    }

    static let closed = BrokerError(code: 504, text: "CHANNEL_ERROR - the channel is closed")

    static let defaultExchange = accessRefused(
        "operation not permitted on the default exchange"
    )

    static func noQueue(_ name: QueueName) -> BrokerError {
        notFound("no \(Entity.queue(name))")
    }

    static func noExchange(_ name: ExchangeName) -> BrokerError {
        notFound("no \(Entity.exchange(name))")
    }

    static func exclusiveUse(_ name: QueueName) -> BrokerError {
        accessRefused("\(Entity.queue(name)) in exclusive use")
    }

    static func locked(_ name: QueueName) -> BrokerError {
        resourceLocked(
            "cannot obtain exclusive access to locked \(Entity.queue(name)). It could be "
                + "originally declared on another connection or the exclusive property value "
                + "does not match that of the original declaration."
        )
    }

    /// An argument has a value that is not allowed; `problem` is as Erlang prints it.
    static func invalidArgument(
        _ name: String,
        for entity: String,
        _ problem: String
    ) -> BrokerError {
        preconditionFailed("invalid arg '\(name)' for \(entity): \(problem)")
    }

    /// An argument that has to name something is no text.
    static func invalidType(
        of name: String,
        _ value: JSONValue,
        for entity: String
    ) -> BrokerError {
        let type = FieldType(of: value).rawValue
        return preconditionFailed("invalid type '\(type)' for arg '\(name)' in \(entity)")
    }

    /// Queues of this type do not have the argument.
    static func unsupportedArgument(
        _ name: String,
        for entity: String,
        isQuorum: Bool
    ) -> BrokerError {
        let type = isQuorum ? "rabbit_quorum_queue" : "rabbit_classic_queue"
        return preconditionFailed("invalid arg '\(name)' for \(entity) of queue type \(type)")
    }

    static func unknownTag(_ tag: DeliveryTag) -> BrokerError {
        preconditionFailed("unknown delivery tag \(tag)")
    }
}
