import Infrastructure

/// The errors of RabbitMQ by their AMQP names.
extension BrokerError {
    static func accessRefused(_ text: String) -> BrokerError {
        BrokerError(code: 403, text: "ACCESS_REFUSED - " + text)
    }

    static func notFound(_ text: String) -> BrokerError {
        BrokerError(code: 404, text: "NOT_FOUND - " + text)
    }

    static func resourceLocked(_ text: String) -> BrokerError {
        BrokerError(code: 405, text: "RESOURCE_LOCKED - " + text)
    }

    static func preconditionFailed(_ text: String) -> BrokerError {
        BrokerError(code: 406, text: "PRECONDITION_FAILED - " + text)
    }

    static func commandInvalid(_ text: String) -> BrokerError {
        BrokerError(code: 503, text: "COMMAND_INVALID - " + text, scope: .connection)
    }

    static func notAllowed(_ text: String) -> BrokerError {
        BrokerError(code: 530, text: "NOT_ALLOWED - " + text, scope: .connection)
    }

    static func notImplemented(_ text: String) -> BrokerError {
        BrokerError(code: 540, text: "NOT_IMPLEMENTED - " + text, scope: .connection)
    }

    static let closed = BrokerError(code: 504, text: "CHANNEL_ERROR - the channel is closed")

    static let defaultExchange = accessRefused(
        "operation not permitted on the default exchange"
    )

    static func noQueue(_ name: QueueName) -> BrokerError {
        notFound("no queue '\(name)' in vhost '/'")
    }

    static func noExchange(_ name: ExchangeName) -> BrokerError {
        notFound("no exchange '\(name)' in vhost '/'")
    }

    static func exclusiveUse(_ name: QueueName) -> BrokerError {
        accessRefused("queue '\(name)' in vhost '/' in exclusive use")
    }

    static func locked(_ name: QueueName) -> BrokerError {
        resourceLocked(
            "cannot obtain exclusive access to locked queue '\(name)' in vhost '/'. It could be "
                + "originally declared on another connection or the exclusive property value "
                + "does not match that of the original declaration."
        )
    }

    static func unknownTag(_ tag: DeliveryTag) -> BrokerError {
        preconditionFailed("unknown delivery tag \(tag)")
    }
}
