import Testing

/// Queues, their arguments and their lives (B2).
struct BrokerQueueRuleTests {
    @Test(arguments: declarations + lives)
    func `queues follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let declarations = [
        BrokerRule(
            "B2.1 a second declaration agrees with the first; arguments unknown to it do not count",
            "docs/queues, properties",
            """
            declare q x-message-ttl=1000 x-nonsense=1
            declare q x-message-ttl=1000
            declare q x-message-ttl=2000 -> 406 PRECONDITION_FAILED - inequivalent arg \
            'x-message-ttl' for queue 'q' in vhost '/': received '2000' but current is '1000'
            declare q -> 406 PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue \
            'q' in vhost '/': received none but current is the value '1000' of type 'signedint'
            declare q durable x-message-ttl=1000 -> 406 PRECONDITION_FAILED - inequivalent arg \
            'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'
            declare q auto-delete x-message-ttl=1000 -> 406 PRECONDITION_FAILED - inequivalent \
            arg 'auto_delete' for queue 'q' in vhost '/': received 'true' but current is 'false'
            """
        ),
        BrokerRule(
            "B2.1 an exclusive queue is not durable, whatever it says; classic is what it is anyway",
            "rabbit_channel.erl, queue.declare; rabbit_misc.erl, assert_field_equivalence",
            """
            declare q durable exclusive
            declare q exclusive x-queue-type=classic
            declare r
            declare r x-queue-type=quorum -> 406 PRECONDITION_FAILED - inequivalent arg \
            'x-queue-type' for queue 'r' in vhost '/': received the value 'quorum' of type \
            'longstr' but current is none
            declare r x-delivery-limit=3
            declare s x-overflow=drop-head
            declare s x-overflow=null -> 406 PRECONDITION_FAILED - inequivalent arg 'x-overflow' \
            for queue 's' in vhost '/': received none but current is 'drop-head'
            declare r x-overflow=null -> 406 PRECONDITION_FAILED - inequivalent arg 'x-overflow' \
            for queue 'r' in vhost '/': received the value 'undefined' of type 'void' but current \
            is none
            """
        ),
        BrokerRule(
            "B2.2 times and lengths are whole numbers",
            "docs/ttl; docs/maxlength",
            """
            declare q x-expires=0 -> 406 PRECONDITION_FAILED - invalid arg 'x-expires' for queue \
            'q' in vhost '/': {value_zero,0}
            declare q x-message-ttl=-1 -> 406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' \
            for queue 'q' in vhost '/': {value_negative,-1}
            declare q x-message-ttl=x -> 406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' \
            for queue 'q' in vhost '/': "expected integer, got longstr"
            declare q x-max-length=-2 -> 406 PRECONDITION_FAILED - invalid arg 'x-max-length' \
            for queue 'q' in vhost '/': {value_negative,-2}
            declare q x-max-length-bytes=true -> 406 PRECONDITION_FAILED - invalid arg \
            'x-max-length-bytes' for queue 'q' in vhost '/': "expected integer, got bool"
            declare q x-max-priority=256 -> 406 PRECONDITION_FAILED - invalid arg \
            'x-max-priority' for queue 'q' in vhost '/': {max_value_exceeded,256}
            """
        ),
        BrokerRule(
            "B2.2 words are those that the broker knows",
            "docs/maxlength; docs/dlx; docs/consumers; docs/quorum-queues",
            """
            declare q x-overflow=drop -> 406 PRECONDITION_FAILED - invalid arg 'x-overflow' for \
            queue 'q' in vhost '/': invalid_overflow
            declare q x-dead-letter-routing-key=k -> 406 PRECONDITION_FAILED - invalid arg \
            'x-dead-letter-routing-key' for queue 'q' in vhost '/': routing_key_but_no_dlx_defined
            declare q x-single-active-consumer=yes -> 406 PRECONDITION_FAILED - invalid arg \
            'x-single-active-consumer' for queue 'q' in vhost '/': {unacceptable_type,longstr}
            declare q x-queue-type=x -> 406 PRECONDITION_FAILED - invalid arg 'x-queue-type' for \
            queue 'q' in vhost '/': "unsupported queue type 'x'"
            declare q x-delivery-limit=2 -> 406 PRECONDITION_FAILED - invalid arg \
            'x-delivery-limit' for queue 'q' in vhost '/' of queue type rabbit_classic_queue
            declare q x-queue-type=quorum -> 406 PRECONDITION_FAILED - invalid property \
            'non-durable' for queue 'q' in vhost '/'
            declare q x-queue-mode=x -> 406 PRECONDITION_FAILED - invalid arg 'x-queue-mode' for \
            queue 'q' in vhost '/': "unsupported queue mode 'x'"
            declare q x-queue-version=3 -> 406 PRECONDITION_FAILED - invalid arg 'x-queue-version' \
            for queue 'q' in vhost '/': "unsupported queue version '3'"
            declare q x-max-age=1D -> 406 PRECONDITION_FAILED - invalid arg 'x-max-age' for queue \
            'q' in vhost '/' of queue type rabbit_classic_queue
            declare q x-dead-letter-exchange=1 x-queue-type=x -> 406 PRECONDITION_FAILED - invalid \
            type 'signedint' for arg 'x-dead-letter-exchange' in queue 'q' in vhost '/'
            declare q x-dead-letter-exchange=missing
            """
        ),
        BrokerRule(
            "B2.5 an empty name makes one, and then stands for it",
            "AMQP 0-9-1, queue.declare",
            """
            purge '' -> 404 NOT_FOUND - no previously declared queue
            declare '' -> amq.gen-0
            check '' on c -> 404 NOT_FOUND - no queue '' in vhost '/'
            publish amq.gen-0 m
            get '' -> 1 m left 0
            bind '' amq.direct ''
            publish amq.direct:amq.gen-0 n
            get '' -> 2 n left 0
            get '' on b -> 404 NOT_FOUND - no previously declared queue
            """
        ),
    ]

    private static let lives = [
        BrokerRule(
            "B2.3 an exclusive queue is its connection's alone, but for publishing",
            "docs/queues, exclusive queues",
            """
            declare q exclusive
            publish q m on b@other
            get q on b@other -> 405 RESOURCE_LOCKED - cannot obtain exclusive access to locked \
            queue 'q' in vhost '/'. It could be originally declared on another connection or the \
            exclusive property value does not match that of the original declaration.
            get q -> 1 m left 0
            close
            check q on c -> 1 ready, 0 consumers
            disconnect on c
            check q on d@other -> 404 NOT_FOUND - no queue 'q' in vhost '/'
            """
        ),
        BrokerRule(
            "B2.4 a queue that deletes itself goes with its last consumer, never before the first",
            "docs/queues, auto-delete",
            """
            declare q auto-delete
            publish q m
            check q -> 1 ready, 0 consumers
            consume q c -> c: 1 m
            consume q d on b
            close -> d: 1 m R
            check q on b -> 0 ready, 1 consumers
            cancel d on b
            check q -> 404 NOT_FOUND - no queue 'q' in vhost '/'
            """
        ),
        BrokerRule(
            "B2.6 deleting counts what is ready, and may ask that nothing is",
            "AMQP 0-9-1, queue.delete",
            """
            declare dead
            declare q x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q 1 2 3
            get q -> 1 1 left 2
            delete q if-empty -> 406 PRECONDITION_FAILED - queue 'q' in vhost '/' not empty
            purge q -> 3
            check q -> 0 ready, 0 consumers
            consume q c
            delete q if-unused -> 406 PRECONDITION_FAILED - queue 'q' in vhost '/' in use
            publish q 4 5
            consume q c prefetch=1 -> c: 1 4
            delete q if-unused if-empty -> 406 PRECONDITION_FAILED - queue 'q' in vhost '/' not \
            empty
            delete q -> 2
            check dead -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B2.7 what is given out does not count as ready",
            "AMQP 0-9-1, queue.declare-ok",
            """
            declare q
            publish q 1 2
            get q -> 1 1 left 1
            check q -> 1 ready, 0 consumers
            ack 1
            check q -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B2.8 a queue that nobody uses for a time goes; its messages are not dead-lettered",
            "docs/ttl, queue TTL",
            """
            declare dead
            declare q x-expires=100 x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q m
            advance 90
            check q -> 1 ready, 0 consumers
            advance 90
            get q auto -> 1 m left 0
            advance 90
            consume q c
            advance 500
            publish q n -> c: 2 n
            cancel c
            advance 99
            publish q o
            advance 1
            check q -> 404 NOT_FOUND - no queue 'q' in vhost '/'
            check dead -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B2.9 consumers are told that their queue is gone",
            "docs/consumer-cancel",
            """
            declare q
            consume q c
            consume q d on b
            publish q m -> c: 1 m
            delete q -> 0, c cancelled, d cancelled
            ack 1
            """
        ),
    ]
}
