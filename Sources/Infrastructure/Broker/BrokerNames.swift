/// The name of a queue; the default exchange routes to it by this name.
package typealias QueueName = String

/// The name of an exchange; the empty name is the default exchange.
package typealias ExchangeName = String

/// The name of a consumer on its channel.
package typealias ConsumerTag = String

/// The number of a delivery on its channel, from 1 (AMQP 0-9-1, 1.8.3.13).
package typealias DeliveryTag = UInt64
