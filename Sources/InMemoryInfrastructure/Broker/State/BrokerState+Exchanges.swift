import Infrastructure
import JSON

/// Declaring and deleting exchanges, and binding to them (B1).
extension BrokerState {
    mutating func declareExchange(
        _ name: ExchangeName,
        _ options: ExchangeOptions
    ) throws(BrokerError) {
        guard [.direct, .fanout, .topic, .headers].contains(options.kind) else {
            // Erlang has an atom for the empty name, which therefore is not unknown.
            let problem = options.kind.rawValue.isEmpty ? "invalid" : "unknown"
            throw .commandInvalid("\(problem) exchange type '\(options.kind.rawValue)'")
        }
        let name = try changeable(name)
        if let current = routing[name] {
            return try Self.checkEquivalence(name, current: current.options, received: options)
        }
        if name.hasPrefix("amq.") {
            throw .accessRefused("exchange name '\(name)' contains reserved prefix 'amq.*'")
        }
        if let alternate = options.arguments["alternate-exchange"], alternate.string == nil {
            throw .invalidType(
                of: "alternate-exchange",
                alternate,
                for: Entity.exchange(name)
            )
        }
        routing.add(name, options)
    }

    private static func checkEquivalence(
        _ name: ExchangeName,
        current: ExchangeOptions,
        received: ExchangeOptions
    ) throws(BrokerError) {
        let equivalence = DeclarationEquivalence(entity: Entity.exchange(name))
        try equivalence.check([
            ("type", current.kind.rawValue, received.kind.rawValue),
            ("durable", "\(current.isDurable)", "\(received.isDurable)"),
            ("auto_delete", "\(current.isAutoDelete)", "\(received.isAutoDelete)"),
            ("internal", "\(current.isInternal)", "\(received.isInternal)"),
        ])
        try equivalence.check(
            "alternate-exchange",
            current: current.arguments,
            received: received.arguments
        )
    }

    func checkExchange(_ name: ExchangeName) throws(BrokerError) {
        _ = try present(name)
    }

    /// The name of an exchange that there has to be.
    private func present(_ name: ExchangeName) throws(BrokerError) -> ExchangeName {
        let name = try changeable(name)
        guard routing[name] != nil else { throw .noExchange(name) }
        return name
    }

    /// The name of an exchange that may be declared, deleted or bound, which all may but one.
    private func changeable(_ name: ExchangeName) throws(BrokerError) -> ExchangeName {
        let name = name.withoutLineBreaks
        if name.isEmpty { throw .defaultExchange }
        return name
    }

    mutating func deleteExchange(_ name: ExchangeName, ifUnused: Bool) throws(BrokerError) {
        let name = try changeable(name)
        if name.hasPrefix("amq.") {
            throw .accessRefused(
                "deletion of system \(Entity.exchange(name)) not allowed"
            )
        }
        guard let exchange = routing[name] else { return }
        if ifUnused, exchange.bindingCount > 0 {
            throw .preconditionFailed("\(Entity.exchange(name)) in use")
        }
        routing.remove(name)
    }

    mutating func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        key: String,
        arguments: JSONObject,
        on channel: Int
    ) throws(BrokerError) {
        let name = try resolved(queue, for: channel).withoutLineBreaks
        let exchange = try present(exchange)
        let number = try self.queue(name, for: channel)
        // A binding without a key to a queue without a name takes the queue's (AMQP, `queue.bind`).
        let key = queue.isEmpty && key.isEmpty ? name : key
        try bind(.queue(number), to: exchange, key: key, arguments: arguments)
    }

    mutating func bindExchange(
        _ destination: ExchangeName,
        to source: ExchangeName,
        key: String,
        arguments: JSONObject
    ) throws(BrokerError) {
        let destination = try changeable(destination)
        let source = try present(source)
        try checkExchange(destination)
        try bind(.exchange(destination), to: source, key: key, arguments: arguments)
    }

    private mutating func bind(
        _ destination: BindingDestination,
        to source: ExchangeName,
        key: String,
        arguments: JSONObject
    ) throws(BrokerError) {
        if routing[source]?.options.kind == .headers { try HeadersMatch.check(arguments) }
        routing.bind(
            source,
            Binding(destination: destination, key: key, arguments: arguments)
        )
    }

    /// Removes a binding; it is no error when there is none, nor one of its ends (B1.6).
    mutating func unbind(
        _ queue: QueueName,
        from exchange: ExchangeName,
        key: String,
        arguments: JSONObject,
        on channel: Int
    ) throws(BrokerError) {
        let name = try resolved(queue, for: channel).withoutLineBreaks
        let exchange = try changeable(exchange)
        guard routing.queue(name) != nil else { return }
        let number = try self.queue(name, for: channel)
        let key = queue.isEmpty && key.isEmpty ? name : key
        routing.unbind(
            exchange,
            Binding(destination: .queue(number), key: key, arguments: arguments)
        )
    }

    mutating func unbindExchange(
        _ destination: ExchangeName,
        from source: ExchangeName,
        key: String,
        arguments: JSONObject
    ) throws(BrokerError) {
        let destination = try changeable(destination)
        let source = try changeable(source)
        routing.unbind(
            source,
            Binding(destination: .exchange(destination), key: key, arguments: arguments)
        )
    }
}

extension String {
    /// A name as the broker takes it where something is declared, deleted or bound
    /// (`rabbit_channel:strip_cr_lf`).
    var withoutLineBreaks: String {
        guard utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return self }
        return String(decoding: utf8.filter { $0 != 10 && $0 != 13 }, as: UTF8.self)
    }
}
