/// An error of the broker, with the code and the text of RabbitMQ.
package struct BrokerError: Error, Equatable, Sendable {
    /// What the error closes (AMQP 0-9-1, 4.10.2).
    package enum Scope: Sendable {
        case channel, connection
    }

    /// The reply code of AMQP 0-9-1, section 1.2; 0 when the caller was cancelled.
    package let code: Int
    package let text: String
    package let scope: Scope

    package init(code: Int, text: String, scope: Scope = .channel) {
        self.code = code
        self.text = text
        self.scope = scope
    }

    /// The calling task was cancelled while it waited for the broker.
    package static let cancelled = BrokerError(code: 0, text: "the caller was cancelled")
}
