import Infrastructure

/// Which queues a message goes to: exchanges and their bindings, as a value.
struct ExchangeRouting {
    private struct Exchange {
        var kind: ExchangeKind
        var bindings: [Binding] = []
    }

    private struct Binding {
        var key: TopicPattern
        var text: String
        var queue: Int
    }

    private var exchanges: [ExchangeName: Exchange] = [:]
    private var queues: [QueueName: Int] = [:]

    /// The queues that came first: comparing with a few names is cheaper than hashing one.
    private var firstQueues: [(name: QueueName, number: Int)] = []

    /// The number of a queue, or nil when there is none of that name.
    func queue(_ name: QueueName) -> Int? {
        for queue in firstQueues where queue.name == name { return queue.number }
        return queues.count > firstQueues.count ? queues[name] : nil
    }

    /// A new queue, which the default exchange routes to by its name from now on.
    mutating func addQueue(_ name: QueueName, number: Int) {
        queues[name] = number
        if firstQueues.count < 4 { firstQueues.append((name, number)) }
    }

    /// The kind of an exchange, or nil when there is none of that name.
    func exchange(_ name: ExchangeName) -> ExchangeKind? {
        if let exchange = exchanges[name] { return exchange.kind }
        switch name {
        case "", "amq.direct": return .direct
        case "amq.fanout": return .fanout
        case "amq.topic": return .topic
        default: return nil
        }
    }

    mutating func addExchange(_ name: ExchangeName, _ kind: ExchangeKind) {
        exchanges[name] = Exchange(kind: kind)
    }

    /// Binds a queue; the same binding twice counts once.
    mutating func bind(_ queue: Int, to exchange: ExchangeName, key: String) {
        guard let kind = self.exchange(exchange) else { return }
        var entry = exchanges[exchange] ?? Exchange(kind: kind)
        guard !entry.bindings.contains(where: { $0.queue == queue && $0.text == key }) else {
            return
        }
        entry.bindings.append(Binding(key: TopicPattern(key), text: key, queue: queue))
        exchanges[exchange] = entry
    }

    /// The queues that a message goes to, each once, in the order of the bindings.
    func route(_ exchange: ExchangeName, _ routingKey: String) -> [Int] {
        guard !exchange.isEmpty else { return queues[routingKey].map { [$0] } ?? [] }
        guard let entry = exchanges[exchange] else { return [] }
        let words = TopicPattern.words(of: routingKey)
        var found: [Int] = []
        for binding in entry.bindings where !found.contains(binding.queue) {
            let fits =
                switch entry.kind {
                case .fanout: true
                case .direct: binding.text == routingKey
                case .topic: binding.key.matches(words)
                }
            if fits { found.append(binding.queue) }
        }
        return found
    }
}
