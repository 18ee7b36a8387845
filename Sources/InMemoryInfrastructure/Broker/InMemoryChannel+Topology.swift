import Infrastructure
import JSON

// The methods of a channel that set up queues, exchanges, bindings and the channel itself.

extension InMemoryChannel {
    func declareQueue(
        _ name: QueueName,
        _ options: QueueOptions
    ) async throws(BrokerError) -> QueueStatus {
        let channel = number
        return try core.perform(on: number) { state, now throws(BrokerError) in
            try state.declareQueue(name, options, on: channel, at: now)
        }
    }

    func checkQueue(_ name: QueueName) async throws(BrokerError) -> QueueStatus {
        let channel = number
        return try core.perform(on: number) { state, now throws(BrokerError) in
            try state.checkQueue(name, on: channel, at: now)
        }
    }

    func deleteQueue(
        _ name: QueueName,
        ifUnused: Bool,
        ifEmpty: Bool
    ) async throws(BrokerError) -> Int {
        let channel = number
        return try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.deleteQueue(name, on: channel, ifUnused: ifUnused, ifEmpty: ifEmpty)
        }
    }

    func purgeQueue(_ name: QueueName) async throws(BrokerError) -> Int {
        let channel = number
        return try core.perform(on: number) { state, _ throws(BrokerError) in
            state.purge(try state.queue(name, for: channel))
        }
    }

    func declareExchange(
        _ name: ExchangeName,
        _ options: ExchangeOptions
    ) async throws(BrokerError) {
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.declareExchange(name, options)
        }
    }

    func checkExchange(_ name: ExchangeName) async throws(BrokerError) {
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.checkExchange(name)
        }
    }

    func deleteExchange(_ name: ExchangeName, ifUnused: Bool) async throws(BrokerError) {
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.deleteExchange(name, ifUnused: ifUnused)
        }
    }

    func bind(
        _ queue: QueueName,
        to exchange: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.bind(
                queue,
                to: exchange,
                key: bindingKey,
                arguments: arguments,
                on: channel
            )
        }
    }

    func unbind(
        _ queue: QueueName,
        from exchange: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.unbind(
                queue,
                from: exchange,
                key: bindingKey,
                arguments: arguments,
                on: channel
            )
        }
    }

    func bindExchange(
        _ destination: ExchangeName,
        to source: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError) {
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.bindExchange(
                destination,
                to: source,
                key: bindingKey,
                arguments: arguments
            )
        }
    }

    func unbindExchange(
        _ destination: ExchangeName,
        from source: ExchangeName,
        bindingKey: String,
        arguments: JSONObject
    ) async throws(BrokerError) {
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.unbindExchange(
                destination,
                from: source,
                key: bindingKey,
                arguments: arguments
            )
        }
    }

    func setPrefetch(
        _ count: Int,
        size: Int,
        for scope: PrefetchScope
    ) async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, now throws(BrokerError) in
            guard size == 0 else { throw .notImplemented("prefetch_size!=0 (\(size))") }
            state.setPrefetch(count, for: scope, on: channel, at: now)
        }
    }

    func cancel(_ consumer: ConsumerTag) async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, now throws(BrokerError) in
            state.cancel(consumer, on: channel, at: now)
        }
    }

    func recover(requeue: Bool) async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, now throws(BrokerError) in
            guard requeue else { throw .notImplemented("requeue=false") }
            state.recover(channel, at: now)
        }
    }

    func selectConfirms() async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.selectConfirms(on: channel)
        }
    }

    func selectTransactions() async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.selectTransactions(on: channel)
        }
    }

    func commit() async throws(BrokerError) -> [ReturnedMessage] {
        let channel = number
        return try core.perform(on: number) { state, now throws(BrokerError) in
            try state.commit(channel, at: now)
        }
    }

    func rollback() async throws(BrokerError) {
        let channel = number
        try core.perform(on: number) { state, _ throws(BrokerError) in
            try state.rollback(channel)
        }
    }
}
