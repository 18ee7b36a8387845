import Infrastructure
import JSON

@testable import InMemoryInfrastructure

// The methods that a script may call.

extension BrokerState {
    /// Carries out one line; what it answers, without what is delivered.
    mutating func carryOut(
        _ verb: String,
        _ arguments: ScriptArguments,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> [String] {
        switch verb {
        case "publish": return try publish(arguments, on: channel, at: now)
        case "get": return try fetch(arguments, on: channel, at: now)
        case "consume": try consume(arguments, on: channel, at: now)
        case "ack", "nack", "reject":
            try settle(
                arguments.tag(0),
                multiple: arguments.flag("multiple"),
                on: channel,
                verb == "ack" ? .acknowledge : verb == "nack" ? .requeue : .drop,
                at: now
            )
        case "cancel": cancel(arguments[0], on: channel, at: now)
        case "qos":
            setPrefetch(
                Int(arguments[0]) ?? 0,
                for: arguments.flag("shared") ? .channel : .consumer,
                on: channel,
                at: now
            )
        case "recover": recover(channel, at: now)
        case "close": close(channel, reason: nil, at: now)
        case "disconnect":
            closeConnection(channels[channel].connection, reason: nil, at: now)
        case "confirm": try selectConfirms(on: channel)
        case "tx": try selectTransactions(on: channel)
        case "commit":
            return try commit(channel, at: now).map { "returned \($0.message.body.text)" }
        case "rollback": try rollback(channel)
        default: return try setUp(verb, arguments, on: channel, at: now)
        }
        return []
    }

    private mutating func setUp(
        _ verb: String,
        _ arguments: ScriptArguments,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> [String] {
        switch verb {
        case "declare":
            let options = QueueOptions(
                isDurable: arguments.flag("durable"),
                isExclusive: arguments.flag("exclusive"),
                isAutoDelete: arguments.flag("auto-delete"),
                arguments: arguments.table
            )
            let status = try declareQueue(arguments[0], options, on: channel, at: now)
            return arguments[0].isEmpty ? [status.name] : []
        case "check":
            let status = try checkQueue(arguments[0], on: channel, at: now)
            return ["\(status.messages) ready, \(status.consumers) consumers"]
        case "purge":
            return ["\(purge(try queue(arguments[0], for: channel)))"]
        case "delete":
            let count = try deleteQueue(
                arguments[0],
                on: channel,
                ifUnused: arguments.flag("if-unused"),
                ifEmpty: arguments.flag("if-empty")
            )
            return ["\(count)"]
        case "exchange", "check-exchange", "delete-exchange":
            try exchange(verb, arguments)
        default: try bind(verb, arguments, on: channel)
        }
        return []
    }

    private mutating func exchange(
        _ verb: String,
        _ arguments: ScriptArguments
    ) throws(BrokerError) {
        switch verb {
        case "exchange":
            let options = ExchangeOptions(
                ExchangeKind(rawValue: arguments[1]),
                isDurable: arguments.flag("durable"),
                isAutoDelete: arguments.flag("auto-delete"),
                isInternal: arguments.flag("internal"),
                arguments: arguments.table
            )
            try declareExchange(arguments[0], options)
        case "check-exchange": try checkExchange(arguments[0])
        default: try deleteExchange(arguments[0], ifUnused: arguments.flag("if-unused"))
        }
    }

    private mutating func bind(
        _ verb: String,
        _ arguments: ScriptArguments,
        on channel: Int
    ) throws(BrokerError) {
        let (target, source, key) = (arguments[0], arguments[1], arguments[2])
        let table = arguments.table
        switch verb {
        case "bind": try bind(target, to: source, key: key, arguments: table, on: channel)
        case "unbind": try unbind(target, from: source, key: key, arguments: table, on: channel)
        case "bind-exchange": try bindExchange(target, to: source, key: key, arguments: table)
        case "unbind-exchange":
            try unbindExchange(target, from: source, key: key, arguments: table)
        default: throw BrokerError(code: 0, text: "there is no \(verb) in scripts")
        }
    }

    /// Publishes the bodies: `publish QUEUE|EXCHANGE:KEY BODY… [mandatory] [priority=N] …`.
    private mutating func publish(
        _ arguments: ScriptArguments,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> [String] {
        let address = arguments[0].split(separator: ":", omittingEmptySubsequences: false)
        let (exchange, key) = address.count > 1 ? (address[0], address[1]) : ("", address[0])
        var headers = arguments.table
        let expiration = headers["expiration"].map { $0.string ?? "\($0.integer ?? 0)" }
        let priority = headers["priority"]?.integer.map(Int.init)
        headers["expiration"] = nil
        headers["priority"] = nil
        let properties = MessageProperties(priority: priority, expiration: expiration)
        var outcomes: [String] = []
        for body in arguments.words.dropFirst() where body != "mandatory" {
            let outcome = try publish(
                Message(.text(body), headers: headers, properties: properties),
                to: String(exchange),
                routingKey: String(key),
                isMandatory: arguments.flag("mandatory"),
                context: 0,
                on: channel,
                at: now
            )
            switch outcome {
            case .sent: break
            case .returned(let message): outcomes.append("returned \(message.message.body.text)")
            default: outcomes.append("\(outcome)")
            }
        }
        return outcomes
    }

    private mutating func fetch(
        _ arguments: ScriptArguments,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) -> [String] {
        let mode: AcknowledgementMode = arguments.flag("auto") ? .automatic : .manual
        let fetched = try fetch(arguments[0], on: channel, mode, at: now)
        guard let (tag, message, queue) = fetched else { return ["empty"] }
        return ["\(tag) \(message.scriptText) left \(queues[queue].readyCount)"]
    }

    private mutating func consume(
        _ arguments: ScriptArguments,
        on channel: Int,
        at now: Int64
    ) throws(BrokerError) {
        let options = ConsumerOptions(
            prefetch: arguments.table["prefetch"]?.integer.map(Int.init),
            mode: arguments.flag("auto") ? .automatic : .manual,
            isExclusive: arguments.flag("exclusive"),
            tag: arguments[1],
            arguments: arguments.table
        )
        _ = try consume(arguments[0], on: channel, options, at: now)
    }
}
