import Testing

/// Settling, confirms, transactions (B7, B8).
struct BrokerSettlementRuleTests {
    @Test(arguments: settlements + answers)
    func `settlements follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let settlements = [
        BrokerRule(
            "B7.1, B7.2 tags count from one on each channel; a get tells what is left",
            "AMQP 0-9-1, 1.8.3.13; basic.get-ok",
            """
            declare q
            get q -> empty
            publish q 1 2 3
            get q auto -> 1 1 left 2
            get q -> 2 2 left 1
            get q on b -> 1 3 left 0
            close
            get q -> 1 2 R left 0
            """
        ),
        BrokerRule(
            "B7.3 a tag is settled once, on its channel, and many up to one that is there",
            "AMQP 0-9-1, basic.ack",
            """
            declare q
            publish q 1 2 3
            get q -> 1 1 left 2
            ack 1 on b -> 406 PRECONDITION_FAILED - unknown delivery tag 1
            ack 1
            ack 1 -> 406 PRECONDITION_FAILED - unknown delivery tag 1
            ack 0 multiple
            ack 5 multiple -> 406 PRECONDITION_FAILED - unknown delivery tag 5
            get q -> 1 2 left 1
            get q -> 2 3 left 0
            ack 0 -> 406 PRECONDITION_FAILED - unknown delivery tag 0
            get q -> 1 2 R left 1
            ack 0 multiple
            get q -> 2 3 R left 0
            """
        ),
        BrokerRule(
            "B7.4 what comes back takes its old place, whatever the order",
            "docs/confirms, negative acknowledgements",
            """
            declare q
            publish q 0 1 2 3 4
            get q -> 1 0 left 4
            get q -> 2 1 left 3
            get q -> 3 2 left 2
            get q -> 4 3 left 1
            nack 3
            nack 1
            get q -> 5 0 R left 2
            get q -> 6 2 R left 1
            get q -> 7 4 left 0
            close
            get q auto -> 1 0 R left 4
            get q auto -> 2 1 R left 3
            get q auto -> 3 2 R left 2
            get q auto -> 4 3 R left 1
            get q auto -> 5 4 R left 0
            """
        ),
        BrokerRule(
            "B7.5, B7.6, B7.7 all that a channel held is redelivered after recover or its end",
            "AMQP 0-9-1, basic.recover",
            """
            declare q
            publish q 1 2
            get q -> 1 1 left 1
            get q -> 2 2 left 0
            recover
            get q -> 3 1 R left 1
            close
            get q -> 1 1 R left 1
            get q -> 2 2 R left 0
            """
        ),
        BrokerRule(
            "B7.6 queues hear that a channel is gone from the newest that it consumed on",
            "rabbit_channel.erl, notify_queues; delegate.erl",
            """
            declare q
            declare r
            declare s
            publish q 1
            publish r 2
            publish s 3
            get s on b -> 1 3 left 0
            consume q c on b -> c: 2 1
            consume r d on b -> d: 3 2
            consume q x
            consume r y
            consume s z
            close on b -> y: 1 2 R, x: 2 1 R, z: 3 3 R
            """
        ),
        BrokerRule(
            "B7.8, B7.9 what a lone consumer sends back comes to it again; what it rejects is gone",
            "docs/confirms",
            """
            declare q
            consume q c prefetch=1
            publish q 1 2 -> c: 1 1
            nack 1 -> c: 2 1 R
            nack 2 -> c: 3 1 R
            reject 3 -> c: 4 2
            check q -> 0 ready, 1 consumers
            """
        ),
    ]

    private static let answers = [
        BrokerRule(
            "B8.1, B8.2, B8.3 every message is confirmed, or refused, or comes back",
            "docs/confirms",
            """
            declare q x-max-length=1 x-overflow=reject-publish
            publish q 1
            publish q 2
            confirm
            publish q 3 -> refused
            publish nowhere 4 mandatory -> returned 4
            publish nowhere 5 -> confirmed
            tx -> 406 PRECONDITION_FAILED - cannot switch from confirm to tx mode
            """
        ),
        BrokerRule(
            "B8.4, B8.5 a transaction publishes and settles at its commit, or not at all",
            "docs/semantics; AMQP 0-9-1, tx",
            """
            commit -> 406 PRECONDITION_FAILED - channel is not transactional
            declare q
            publish q m
            tx
            confirm -> 406 PRECONDITION_FAILED - cannot switch from tx to confirm mode
            tx
            get q -> 1 m left 0
            publish q n
            publish nowhere o mandatory
            ack 1
            rollback
            check q -> 0 ready, 0 consumers
            ack 1
            publish q p
            publish nowhere r mandatory
            check q -> 0 ready, 0 consumers
            commit -> returned r
            check q -> 1 ready, 0 consumers
            nack 1 -> 406 PRECONDITION_FAILED - unknown delivery tag 1
            check q -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B8.5 bindings count when a message is published, queues when it is committed",
            "rabbit_channel.erl, basic.publish and tx.commit",
            """
            exchange x fanout
            declare q
            declare r
            bind q x k
            tx
            publish x:k m
            publish s n
            publish r o mandatory
            bind r x k
            unbind q x k
            declare s
            delete r -> 0
            commit -> returned o
            check q -> 1 ready, 0 consumers
            check s -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B8.5 a commit that a queue refuses a message of closes the channel, and is done",
            "rabbit_channel.erl, complete_tx",
            """
            declare q x-max-length=1 x-overflow=reject-publish
            declare r
            publish r 0
            get r -> 1 0 left 0
            tx
            publish q 1 2
            publish r 3
            ack 1
            commit -> 406 PRECONDITION_FAILED - partial tx completion
            get q -> 1 1 left 0
            get r -> 2 3 left 0
            """
        ),
        BrokerRule(
            "B8.5 what is settled alike in a row is settled by tags, whatever the order",
            "rabbit_channel.erl, ack_cons",
            """
            declare dead
            declare q x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q 1 2 3 4
            get q -> 1 1 left 3
            get q -> 2 2 left 2
            get q -> 3 3 left 1
            get q -> 4 4 left 0
            tx
            reject 3
            reject 1
            ack 4
            reject 2
            commit
            get dead auto -> 5 1 [q rejected 1] left 2
            get dead auto -> 6 3 [q rejected 1] left 1
            get dead auto -> 7 2 [q rejected 1] left 0
            """
        ),
        BrokerRule(
            "B8.5 what a transaction has settled goes back when its channel closes",
            "docs/semantics",
            """
            declare q
            publish q m
            tx
            get q -> 1 m left 0
            ack 1
            close
            get q -> 1 m R left 0
            """
        ),
    ]
}
