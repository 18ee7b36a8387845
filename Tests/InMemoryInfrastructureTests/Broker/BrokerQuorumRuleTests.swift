import Testing

/// Quorum queues, where they differ from classic ones.
struct BrokerQuorumRuleTests {
    @Test(arguments: rules)
    func `quorum queues follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let rules = [
        BrokerRule(
            "B7.10 a quorum queue without a limit puts what comes back at its end",
            "docs/quorum-queues; 3.10",
            """
            declare q durable x-queue-type=quorum
            publish q 1 2
            get q -> 1 1 left 1
            nack 1
            get q -> 2 2 left 1
            get q -> 3 1 R left 0
            """
        ),
        BrokerRule(
            "B7.10, B9.7 with a limit it keeps the place, and passes on what came back too often",
            "docs/quorum-queues, poison message handling",
            """
            declare dead
            declare q durable x-queue-type=quorum x-delivery-limit=2 x-dead-letter-exchange='' \
            x-dead-letter-routing-key=dead
            publish q 1 2
            get q -> 1 1 left 1
            nack 1
            get q -> 2 1 R left 1
            nack 2
            get q -> 3 1 R left 1
            nack 3
            get q -> 4 2 left 0
            get dead -> 5 1 [q delivery_limit 1] left 0
            """
        ),
        BrokerRule(
            "B7.10 what a closed channel held comes first, with or without a limit",
            "rabbit_fifo.erl, return_all",
            """
            declare q durable x-queue-type=quorum
            publish q 1 2 3
            get q on b -> 1 1 left 2
            get q on b -> 2 2 left 1
            close on b
            get q -> 1 1 R left 2
            get q -> 2 2 R left 1
            """
        ),
        BrokerRule(
            "B2.2 it stays, is shared, is durable, and has a name",
            "rabbit_quorum_queue.erl, declare",
            """
            declare q auto-delete x-queue-type=quorum -> 406 PRECONDITION_FAILED - invalid \
            property 'auto-delete' for queue 'q' in vhost '/'
            declare q durable exclusive x-queue-type=quorum -> 406 PRECONDITION_FAILED - invalid \
            property 'exclusive-owner' for queue 'q' in vhost '/'
            declare q x-queue-type=quorum -> 406 PRECONDITION_FAILED - invalid property \
            'non-durable' for queue 'q' in vhost '/'
            declare '' durable x-queue-type=quorum -> 406 PRECONDITION_FAILED - Cannot declare a \
            server-named queue for type rabbit_quorum_queue
            declare q durable x-queue-type=quorum x-max-priority=3 -> 406 PRECONDITION_FAILED - \
            invalid arg 'x-max-priority' for queue 'q' in vhost '/' of queue type \
            rabbit_quorum_queue
            """
        ),
        BrokerRule(
            "what comes back goes to consumers first, then within the limits",
            "rabbit_fifo.erl, checkout",
            """
            declare q durable x-queue-type=quorum x-delivery-limit=5 x-max-length=1
            consume q c prefetch=2
            publish q 1 2 -> c: 1 1, c: 2 2
            recover -> c: 3 1 R, c: 4 2 R
            declare r durable x-queue-type=quorum x-delivery-limit=5 x-max-length=1
            publish r 3
            get r -> 5 3 left 0
            publish r 4
            nack 5
            get r -> 6 4 left 0
            """
        ),
        BrokerRule(
            "it is not deleted on conditions",
            "rabbit_quorum_queue.erl, delete",
            """
            declare q durable x-queue-type=quorum
            delete q if-empty -> 540 NOT_IMPLEMENTED - cannot delete queue 'q' in vhost '/'. \
            queue.delete operations with if-empty flag set are not supported by quorum queues
            delete q if-unused on b -> 540 NOT_IMPLEMENTED - cannot delete queue 'q' in vhost '/'. \
            queue.delete operations with if-unused flag set are not supported by quorum queues
            delete q on c -> 0
            """
        ),
        BrokerRule(
            "whoever holds messages counts as a consumer; an exclusive one is like any other",
            "rabbit_fifo.erl, query_stat",
            """
            declare q durable x-queue-type=quorum
            publish q 1 2 3
            get q -> 1 1 left 2
            check q -> 2 ready, 1 consumers
            consume q c exclusive -> c: 2 2, c: 3 3
            consume q d
            check q -> 0 ready, 3 consumers
            cancel c
            check q -> 0 ready, 3 consumers
            ack 3 multiple
            check q -> 0 ready, 1 consumers
            """
        ),
        BrokerRule(
            "a shared limit that comes later is not for its consumers",
            "rabbit_fifo.erl",
            """
            declare q durable x-queue-type=quorum
            consume q c
            qos 1 shared
            publish q 1 2 -> c: 1 1, c: 2 2
            """
        ),
        BrokerRule(
            "who is full leaves the turns at once, and comes back at the tail",
            "rabbit_fifo.erl, uniq_queue_in",
            """
            declare q durable x-queue-type=quorum
            consume q a prefetch=1
            consume q b prefetch=2 on b
            publish q 1 2 -> a: 1 1, b: 1 2
            ack 1
            publish q 3 4 -> b: 2 3, a: 2 4
            """
        ),
        BrokerRule(
            "who waits to be the only one does so in the order of coming",
            "rabbit_fifo.erl, waiting_consumers",
            """
            declare q durable x-queue-type=quorum x-single-active-consumer=true
            consume q a
            consume q b on b
            consume q c x-priority=5 on c
            check q -> 0 ready, 1 consumers
            cancel a
            publish q 1 -> b: 1 1
            """
        ),
        BrokerRule(
            "it refuses only beyond its limit, until it is down to four fifths of it",
            "rabbit_fifo.erl, evaluate_limit",
            """
            declare q durable x-queue-type=quorum x-max-length=5 x-overflow=reject-publish
            publish q 1 2 3 4 5
            confirm
            publish q 6 -> confirmed
            publish q 7 -> refused
            get q auto -> 1 1 left 5
            publish q 7 -> refused
            get q auto -> 2 2 left 4
            publish q 7 -> confirmed
            check q -> 5 ready, 0 consumers
            """
        ),
        BrokerRule(
            "a life of 0 is the millisecond in which a message comes",
            "rabbit_fifo.erl, update_expiry_header",
            """
            declare q durable x-queue-type=quorum x-message-ttl=0
            publish q m
            check q -> 1 ready, 0 consumers
            advance 1
            check q -> 0 ready, 0 consumers
            """
        ),
    ]
}
