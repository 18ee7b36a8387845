import Infrastructure
import JSON

/// Which queues a message goes to: exchanges and their bindings, as a value.
struct ExchangeRouting {
    private var exchanges: [ExchangeName: Exchange] = [:]

    /// The names of all exchanges in the order of their making.
    private var names: [ExchangeName] = []
    private var queues: [QueueName: Int] = [:]

    /// The queues that came first: comparing with a few names is cheaper than hashing one.
    private var firstQueues: [(name: QueueName, number: Int)] = []

    /// With the exchanges that every virtual host has (AMQP 0-9-1, 3.1.3.4).
    init() {
        let kinds: [(ExchangeName, ExchangeKind)] = [
            ("", .direct), ("amq.direct", .direct), ("amq.fanout", .fanout),
            ("amq.topic", .topic), ("amq.headers", .headers), ("amq.match", .headers),
        ]
        for (name, kind) in kinds { add(name, ExchangeOptions(kind, isDurable: true)) }
    }

    // MARK: Queues

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

    /// Forgets a queue with its bindings.
    mutating func removeQueue(_ name: QueueName) {
        guard let number = queues.removeValue(forKey: name) else { return }
        firstQueues.removeAll { $0.name == name }
        removeBindings(to: .queue(number))
    }

    // MARK: Exchanges

    subscript(name: ExchangeName) -> Exchange? { exchanges[name] }

    mutating func add(_ name: ExchangeName, _ options: ExchangeOptions) {
        exchanges[name] = Exchange(options: options)
        names.append(name)
    }

    /// Forgets an exchange with the bindings from it and to it.
    mutating func remove(_ name: ExchangeName) {
        guard exchanges.removeValue(forKey: name) != nil else { return }
        names.removeAll { $0 == name }
        removeBindings(to: .exchange(name))
    }

    mutating func bind(_ source: ExchangeName, _ binding: Binding) {
        exchanges[source]?.add(binding)
    }

    /// Removes a binding; an exchange that deletes itself goes with its last one (B1.7).
    mutating func unbind(_ source: ExchangeName, _ binding: Binding) {
        if exchanges[source]?.remove(binding) == true { removeIfDone(source) }
    }

    private mutating func removeBindings(to destination: BindingDestination) {
        for name in names where exchanges[name]?.removeAll(to: destination) == true {
            removeIfDone(name)
        }
    }

    private mutating func removeIfDone(_ name: ExchangeName) {
        guard let exchange = exchanges[name], exchange.options.isAutoDelete,
            exchange.bindingCount == 0
        else { return }
        remove(name)
    }

    // MARK: Messages

    /// The queues that a message goes to, each once, in the order in which they are found.
    ///
    /// Bindings between exchanges are followed, each exchange once (B1.12). One that leads nowhere
    /// passes on to its alternate exchange, if there is one (B1.13); the default exchange has no
    /// bindings and leads nowhere as such (`rabbit_binding.erl`, implicit bindings).
    func route(_ exchange: ExchangeName, keys: [String], _ message: Message) -> [Int] {
        if exchange.isEmpty { return unique(keys.compactMap { queue($0) }) }
        var found: [Int] = []
        var seen: Set<ExchangeName> = [exchange]
        var open = [exchange]
        var next = 0
        while next < open.count {
            defer { next += 1 }
            let name = open[next]
            guard let current = exchanges[name] else { continue }
            let destinations = keys.flatMap { current.destinations($0, message) }
            var exchangesNext: [ExchangeName] = []
            for destination in destinations {
                switch destination {
                case .queue(let queue): found.append(queue)
                case .exchange(let name): exchangesNext.append(name)
                }
            }
            if destinations.isEmpty, let alternate = current.alternate {
                exchangesNext.append(alternate)
            }
            for name in exchangesNext where seen.insert(name).inserted { open.append(name) }
        }
        return unique(found)
    }

    private func unique(_ queues: [Int]) -> [Int] {
        guard queues.count > 1 else { return queues }
        var seen: Set<Int> = []
        return queues.filter { seen.insert($0).inserted }
    }
}
