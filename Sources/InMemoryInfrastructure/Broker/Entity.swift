import Infrastructure

/// Queues and exchanges as errors name them; there is one virtual host.
enum Entity {
    static func queue(_ name: QueueName) -> String { "queue '\(name)' in vhost '/'" }
    static func exchange(_ name: ExchangeName) -> String { "exchange '\(name)' in vhost '/'" }
}
