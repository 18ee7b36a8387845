import Infrastructure
import JSON

/// The steps of a recording that set up queues, exchanges and bindings.
enum BrokerTopology {
    /// Carries out a step; returns the counts that the server would answer, by their names.
    static func perform(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) -> JSONObject? {
        switch step.operation {
        case .queueDeclare:
            let status = try await declareQueue(step, on: channel)
            return [
                "messages": .integer(Int64(status.messages)),
                "consumers": .integer(Int64(status.consumers)),
            ]
        case .queueDelete:
            let count = try await channel.deleteQueue(
                step.text("queue"),
                ifUnused: step.flag("if_unused"),
                ifEmpty: step.flag("if_empty")
            )
            return ["messages": .integer(Int64(count))]
        case .queuePurge:
            return ["messages": .integer(Int64(try await channel.purgeQueue(step.text("queue"))))]
        case .exchangeDeclare: try await declareExchange(step, on: channel)
        case .exchangeDelete:
            try await channel.deleteExchange(
                step.text("exchange"),
                ifUnused: step.flag("if_unused")
            )
        default: try await bind(step, on: channel)
        }
        return nil
    }

    private static func declareQueue(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) -> QueueStatus {
        if step.flag("passive") { return try await channel.checkQueue(step.text("queue")) }
        return try await channel.declareQueue(
            step.text("queue"),
            QueueOptions(
                isDurable: step.flag("durable"),
                isExclusive: step.flag("exclusive"),
                isAutoDelete: step.flag("auto_delete"),
                arguments: step.table("arguments")
            )
        )
    }

    private static func declareExchange(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        if step.flag("passive") { return try await channel.checkExchange(step.text("exchange")) }
        try await channel.declareExchange(
            step.text("exchange"),
            ExchangeOptions(
                ExchangeKind(rawValue: step.text("type", otherwise: "direct")),
                isDurable: step.flag("durable"),
                isAutoDelete: step.flag("auto_delete"),
                isInternal: step.flag("internal"),
                arguments: step.table("arguments")
            )
        )
    }

    private static func bind(
        _ step: BrokerStep,
        on channel: any BrokerChannel
    ) async throws(BrokerError) {
        let (key, arguments) = (step.text("routing_key"), step.table("arguments"))
        let (queue, exchange) = (step.text("queue"), step.text("exchange"))
        let (destination, source) = (step.text("destination"), step.text("source"))
        switch step.operation {
        case .queueBind:
            try await channel.bind(queue, to: exchange, bindingKey: key, arguments: arguments)
        case .queueUnbind:
            try await channel.unbind(queue, from: exchange, bindingKey: key, arguments: arguments)
        case .exchangeBind:
            try await channel.bindExchange(
                destination,
                to: source,
                bindingKey: key,
                arguments: arguments
            )
        default:
            try await channel.unbindExchange(
                destination,
                from: source,
                bindingKey: key,
                arguments: arguments
            )
        }
    }
}

extension BrokerStep {
    func text(_ key: String, otherwise text: String = "") -> String {
        arguments[key]?.string ?? text
    }

    func flag(_ key: String, otherwise flag: Bool = false) -> Bool {
        arguments[key]?.bool ?? flag
    }

    func number(_ key: String) -> Int64 { arguments[key]?.integer ?? 0 }
    func table(_ key: String) -> JSONObject { arguments[key]?.object ?? JSONObject() }

    var tag: DeliveryTag { DeliveryTag(number("delivery_tag")) }
    var mode: AcknowledgementMode { flag("auto_ack") ? .automatic : .manual }

    /// The message that a step publishes.
    var message: Message {
        Message(
            .text(text("body")),
            headers: table("headers"),
            isPersistent: number("delivery_mode") == 2,
            properties: MessageProperties(
                priority: arguments["priority"]?.integer.map(Int.init),
                expiration: arguments["expiration"]?.string,
                correlationID: arguments["correlation_id"]?.string,
                replyTo: arguments["reply_to"]?.string,
                messageID: arguments["message_id"]?.string
            )
        )
    }
}
