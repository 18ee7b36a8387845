/// A mandatory message for which no queue was found, with its address (`basic.return`, 312).
///
/// An object, so that the outcome of publishing stays small.
package final class ReturnedMessage: Sendable {
    package let message: Message
    package let exchange: ExchangeName
    package let routingKey: String

    package init(_ message: Message, exchange: ExchangeName, routingKey: String) {
        self.message = message
        self.exchange = exchange
        self.routingKey = routingKey
    }
}
