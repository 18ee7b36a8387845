import JSON

/// The methods of AMQP 0-9-1 that recordings are made of, with the arguments that each takes.
enum BrokerOperation: String, CaseIterable {
    case advance
    case channelClose = "channel.close"
    case queueDeclare = "queue.declare"
    case queueDelete = "queue.delete"
    case queuePurge = "queue.purge"
    case queueBind = "queue.bind"
    case queueUnbind = "queue.unbind"
    case exchangeDeclare = "exchange.declare"
    case exchangeDelete = "exchange.delete"
    case exchangeBind = "exchange.bind"
    case exchangeUnbind = "exchange.unbind"
    case publish = "basic.publish"
    case get = "basic.get"
    case consume = "basic.consume"
    case cancel = "basic.cancel"
    case qos = "basic.qos"
    case ack = "basic.ack"
    case nack = "basic.nack"
    case reject = "basic.reject"
    case recover = "basic.recover"
    case confirmSelect = "confirm.select"
    case txSelect = "tx.select"
    case txCommit = "tx.commit"
    case txRollback = "tx.rollback"

    /// What an argument has to be.
    enum Kind {
        case text, flag, count, time, table
    }

    /// The arguments that it cannot do without.
    var required: [String] {
        switch self {
        case .advance: ["ms"]
        case .queueDeclare, .queueDelete, .queuePurge, .get, .consume: ["queue"]
        case .queueBind, .queueUnbind: ["queue", "exchange"]
        case .exchangeDeclare, .exchangeDelete: ["exchange"]
        case .exchangeBind, .exchangeUnbind: ["destination", "source"]
        case .publish: ["exchange", "routing_key", "body"]
        case .cancel: ["consumer_tag"]
        case .ack, .nack, .reject: ["delivery_tag"]
        default: []
        }
    }

    /// The arguments that it may have besides, those among them that a broker only hands on.
    var optional: [String] {
        switch self {
        case .queueDeclare: ["passive", "durable", "exclusive", "auto_delete", "arguments"]
        case .queueDelete: ["if_unused", "if_empty"]
        case .exchangeDeclare:
            ["type", "passive", "durable", "auto_delete", "internal", "arguments"]
        case .exchangeDelete: ["if_unused"]
        case .queueBind, .queueUnbind, .exchangeBind, .exchangeUnbind: ["routing_key", "arguments"]
        case .publish:
            [
                "mandatory", "headers", "priority", "expiration", "correlation_id", "reply_to",
                "message_id", "delivery_mode", "content_type", "content_encoding", "timestamp",
                "type", "app_id",
            ]
        case .get: ["auto_ack"]
        case .consume: ["consumer_tag", "auto_ack", "exclusive", "no_local", "arguments"]
        case .qos: ["prefetch_count", "prefetch_size", "global"]
        case .ack: ["multiple"]
        case .nack: ["multiple", "requeue"]
        case .reject, .recover: ["requeue"]
        default: []
        }
    }

    static func kind(of argument: String) -> Kind {
        switch argument {
        case "passive", "durable", "exclusive", "auto_delete", "internal", "if_unused", "if_empty",
            "mandatory", "auto_ack", "no_local", "global", "multiple", "requeue":
            .flag
        case "ms": .time
        case "delivery_tag", "prefetch_count", "prefetch_size", "priority", "delivery_mode",
            "timestamp":
            .count
        case "arguments", "headers": .table
        default: .text
        }
    }
}
