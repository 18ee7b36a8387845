import Infrastructure
import JSON

/// The arguments of a consumer as RabbitMQ checks them (`rabbit_amqqueue:consume_args`).
enum ConsumerArguments {
    static func check(
        _ arguments: JSONObject,
        of queue: QueueName,
        isQuorum: Bool
    ) throws(BrokerError) {
        let entity = Entity.queue(queue)
        if let priority = arguments["x-priority"],
            let problem = QueueArguments.integerProblem(priority)
        {
            throw .invalidArgument("x-priority", for: entity, problem)
        }
        let failover = "x-cancel-on-ha-failover"
        if !isQuorum, let value = arguments[failover],
            let problem = QueueArguments.flagProblem(value)
        {
            throw .invalidArgument(failover, for: entity, problem)
        }
        let others = isQuorum ? [failover, "x-stream-offset"] : ["x-stream-offset"]
        for member in arguments.members where others.contains(member.key) {
            throw .unsupportedArgument(member.key, for: entity, isQuorum: isQuorum)
        }
    }
}
