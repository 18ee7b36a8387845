import Testing

/// Who gets which message (B6).
struct BrokerDispatchRuleTests {
    @Test(arguments: turns + limits + kinds)
    func `deliveries follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let turns = [
        BrokerRule(
            "B6.1, B6.2 consumers take turns, also between messages",
            "docs/consumers; AMQP 0-9-1, 3.1.4",
            """
            declare q
            consume q a
            consume q b on b
            consume q c on c
            publish q 1 2 3 4 -> a: 1 1, b: 1 2, c: 1 3, a: 2 4
            publish q 5 -> b: 2 5
            """
        ),
        BrokerRule(
            "B6.3 a full consumer leaves the ring only at its turn, and comes back at the tail",
            "rabbit_queue_consumers.erl",
            """
            declare q
            consume q a prefetch=1
            consume q b prefetch=3 on b
            publish q 1 2 3 4 -> a: 1 1, b: 1 2, b: 2 3, b: 3 4
            publish q 5
            ack 1 on b -> b: 4 5
            ack 1
            ack 2 on b
            publish q 6 7 -> b: 5 6, a: 2 7
            """
        ),
        BrokerRule(
            "B6.4 many at once are settled for each consumer, fetched ones first",
            "rabbit_channel.erl, foreach_per_queue",
            """
            declare q
            qos 1
            consume q z
            consume q y
            publish q 1 2 3 4 5 -> z: 1 1, y: 2 2
            get q -> 3 3 left 2
            ack 3 multiple -> y: 4 4, z: 5 5
            """
        ),
        BrokerRule(
            "B6.5 lower priorities get what higher ones cannot take",
            "docs/consumer-priority",
            """
            declare q
            consume q low prefetch=2
            consume q high prefetch=1 x-priority=5 on b
            publish q 1 2 3 4 -> high: 1 1, low: 1 2, low: 2 3
            ack 1 on b -> high: 2 4
            """
        ),
        BrokerRule(
            "B6.10 who comes late gets nothing that was sent, but what a closed channel held",
            "docs/confirms, automatic requeueing",
            """
            declare q
            consume q a
            publish q 1 2 3 -> a: 1 1, a: 2 2, a: 3 3
            consume q b on b
            close -> b: 1 1 R, b: 2 2 R, b: 3 3 R
            """
        ),
        BrokerRule(
            "B6.12 what a cancelled consumer holds stays with the channel",
            "AMQP 0-9-1, basic.cancel",
            """
            declare q
            consume q a
            publish q 1 2 -> a: 1 1, a: 2 2
            cancel a
            ack 1
            consume q b on b
            nack 2 -> b: 1 2 R
            """
        ),
    ]

    private static let limits = [
        BrokerRule(
            "B6.6 a limit is for later consumers, each by itself",
            "docs/consumer-prefetch",
            """
            declare q
            qos 2
            consume q a
            qos 1
            consume q b
            publish q 1 2 3 4 -> a: 1 1, b: 2 2, a: 3 3
            qos 0
            consume q c -> c: 4 4
            """
        ),
        BrokerRule(
            "B6.6 a shared limit holds for the whole channel, at once; both may hold",
            "docs/consumer-prefetch",
            """
            declare q
            qos 2
            consume q a
            consume q b
            qos 3 shared
            publish q 1 2 3 4 5 -> a: 1 1, b: 2 2, a: 3 3
            ack 2 -> b: 4 4
            qos 0 shared -> b: 5 5
            """
        ),
        BrokerRule(
            "B6.6 turns under both limits",
            "rabbit_queue_consumers.erl; rabbit_limiter.erl",
            """
            declare q
            qos 2
            consume q a
            consume q b
            qos 3 shared
            publish q 0 1 2 3 4 5 -> a: 1 0, b: 2 1, a: 3 2
            ack 1 -> b: 4 3
            ack 2 -> a: 5 4
            qos 0 shared -> b: 6 5
            publish q 6
            qos 1 shared
            ack 3
            ack 0 multiple -> b: 7 6
            """
        ),
        BrokerRule(
            "B6.6 who need not answer waits for a shared limit, and does not count against it",
            "rabbit_limiter.erl, can_send",
            """
            declare q
            qos 1 shared
            consume q a auto
            publish q 1 2 -> a: 1 1, a: 2 2
            declare r
            consume r b
            publish r 3 -> b: 3 3
            publish q 4
            ack 3 -> a: 4 4
            """
        ),
        BrokerRule(
            "B6.6 a limit for each consumer takes the place of the shared one",
            "rabbit_channel.erl, basic.qos",
            """
            declare q
            qos 1 shared
            consume q a
            publish q 1 2 3 -> a: 1 1
            qos 2 -> a: 2 2, a: 3 3
            """
        ),
        BrokerRule(
            "B6.7 limits do not count what is fetched or needs no answer",
            "docs/consumer-prefetch",
            """
            declare q
            qos 1
            consume q c auto
            publish q 1 2 3 -> c: 1 1, c: 2 2, c: 3 3
            cancel c
            publish q 4 5
            consume q d -> d: 4 4
            get q -> 5 5 left 0
            check q -> 0 ready, 1 consumers
            """
        ),
        BrokerRule(
            "B6.7 quorum queues know no shared limit",
            "docs/quorum-queues",
            """
            declare q durable x-queue-type=quorum
            qos 1 shared
            consume q c -> 540 NOT_IMPLEMENTED - queue 'q' in vhost '/' does not support global qos
            """
        ),
    ]

    private static let kinds = [
        BrokerRule(
            "B6.8 a name is used once on a channel; the connection closes",
            "AMQP 0-9-1, basic.consume",
            """
            declare q
            consume q c
            consume q c on b
            consume missing c -> 530 NOT_ALLOWED - attempt to reuse consumer tag 'c'
            check q on d -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "a consumer's arguments are checked as those of queues are",
            "rabbit_amqqueue.erl, check_consume_arguments",
            """
            declare q
            consume q c x-priority=high -> 406 PRECONDITION_FAILED - invalid arg 'x-priority' for \
            queue 'q' in vhost '/': "expected integer, got longstr"
            consume q c x-cancel-on-ha-failover=1 -> 406 PRECONDITION_FAILED - invalid arg \
            'x-cancel-on-ha-failover' for queue 'q' in vhost '/': {unacceptable_type,signedint}
            consume q c x-stream-offset=1 -> 406 PRECONDITION_FAILED - invalid arg \
            'x-stream-offset' for queue 'q' in vhost '/' of queue type rabbit_classic_queue
            """
        ),
        BrokerRule(
            "B6.9 an exclusive consumer is alone",
            "AMQP 0-9-1, basic.consume",
            """
            declare q
            consume q c
            consume q d exclusive on b -> 403 ACCESS_REFUSED - queue 'q' in vhost '/' in \
            exclusive use
            cancel c
            consume q d exclusive on b
            consume q c -> 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use
            close on b
            consume q c
            """
        ),
        BrokerRule(
            "B6.11 one consumer is active until it is gone, whatever its priority",
            "docs/consumers, single active consumer",
            """
            declare q x-single-active-consumer=true
            consume q a
            consume q b x-priority=9 on b
            consume q c on c
            publish q 1 2 -> a: 1 1, a: 2 2
            consume q d exclusive on d -> 403 ACCESS_REFUSED - queue 'q' in vhost '/' in \
            exclusive use
            cancel a
            publish q 3 -> b: 1 3
            close on b -> c: 1 3 R
            publish q 4 -> c: 2 4
            get q -> empty
            """
        ),
        BrokerRule(
            "B6.11 a quorum queue with one active consumer cannot be fetched from",
            "docs/quorum-queues",
            """
            declare q durable x-queue-type=quorum x-single-active-consumer=true
            get q -> 405 RESOURCE_LOCKED - cannot obtain access to locked queue 'q' in vhost \
            '/'. basic.get operations are not supported by quorum queues with single active consumer
            """
        ),
        BrokerRule(
            "B6.13 the next takes over also from one that is full (as later versions do)",
            "rabbit_amqqueue_process.erl, stop_consumer",
            """
            declare q x-single-active-consumer=true
            consume q a prefetch=1
            consume q b on b
            publish q 1 2 -> a: 1 1
            cancel a -> b: 1 2
            """
        ),
    ]
}
