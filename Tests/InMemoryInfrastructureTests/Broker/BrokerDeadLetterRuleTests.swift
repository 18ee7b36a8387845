import Testing

/// Where messages go that a queue does not keep (B9).
struct BrokerDeadLetterRuleTests {
    @Test(arguments: deaths)
    func `dead letters follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let deaths = [
        BrokerRule(
            "B9.1 the letter goes on with its own key, or with that of the queue; or it is lost",
            "docs/dlx, routing dead-lettered messages",
            """
            exchange x topic
            declare d
            bind d x #
            declare q x-dead-letter-exchange=x
            declare r x-dead-letter-exchange=x x-dead-letter-routing-key=other
            declare s x-dead-letter-exchange=missing
            publish q ?1
            publish r ?2
            publish s ?3
            get q -> 1 ?1 by q left 0
            get r -> 2 ?2 by r left 0
            get s -> 3 ?3 by s left 0
            reject 3 multiple
            get d -> 4 ?1 by q [q rejected 1] left 1
            get d -> 5 ?2 by other [r rejected 1] left 0
            """
        ),
        BrokerRule(
            "B9.2, B9.5 a retry: each round counts once more, the newest death first",
            "docs/dlx, effects on messages",
            """
            declare work x-dead-letter-exchange='' x-dead-letter-routing-key=retry
            declare retry x-message-ttl=100 x-dead-letter-exchange='' x-dead-letter-routing-key=work
            consume work c prefetch=1
            publish work m -> c: 1 m
            reject 1
            advance 100 -> c: 2 m [retry expired 1, work rejected 1]
            reject 2
            advance 100 -> c: 3 m [retry expired 2, work rejected 2]
            """
        ),
        BrokerRule(
            "B9.2 from the third death on the order of the older ones turns around each time",
            "rabbit_dead_letter.erl, group_by_queue_and_reason",
            """
            declare a x-dead-letter-exchange='' x-dead-letter-routing-key=b
            declare b x-dead-letter-exchange='' x-dead-letter-routing-key=c
            declare c x-dead-letter-exchange='' x-dead-letter-routing-key=d
            declare d x-dead-letter-exchange='' x-dead-letter-routing-key=e
            declare e
            publish a m
            get a -> 1 m left 0
            reject 1
            get b -> 2 m [a rejected 1] left 0
            reject 2
            get c -> 3 m [b rejected 1, a rejected 1] left 0
            reject 3
            get d -> 4 m [c rejected 1, a rejected 1, b rejected 1] left 0
            reject 4
            get e -> 5 m [d rejected 1, b rejected 1, a rejected 1, c rejected 1] left 0
            """
        ),
        BrokerRule(
            "B9.2 what a client has sent as a history and is none is replaced",
            "rabbit_dead_letter.erl, update_x_death_header",
            """
            declare dead
            declare q x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q m x-death=5
            get q -> 1 m left 0
            reject 1
            get dead -> 2 m [q rejected 1] left 0
            """
        ),
        BrokerRule(
            "B9.4 a message's own time counts for one queue",
            "docs/dlx, effects on messages",
            """
            declare dead
            declare q x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q m expiration=100
            advance 1000
            get dead -> 1 m [q expired 1] left 0
            """
        ),
        BrokerRule(
            "B9.6 what would go round by itself is dropped; a rejection is somebody's doing",
            "docs/dlx, automatically dead-lettered cycles",
            """
            declare a x-message-ttl=10 x-dead-letter-exchange='' x-dead-letter-routing-key=b
            declare b x-message-ttl=10 x-dead-letter-exchange='' x-dead-letter-routing-key=a
            publish a m
            advance 10
            check b -> 1 ready, 0 consumers
            advance 10
            check a -> 0 ready, 0 consumers
            declare self x-max-length=1 x-dead-letter-exchange='' x-dead-letter-routing-key=self
            publish self 1 2
            get self -> 1 2 left 0
            reject 1
            get self -> 2 2 [self rejected 1] left 0
            """
        ),
        BrokerRule(
            "B9.6 a ring without room that a rejection hides ends all the same",
            "rabbit_dead_letter.erl, is_cycle; RabbitMQ 3.10 never ends",
            """
            declare a x-dead-letter-exchange='' x-dead-letter-routing-key=b
            declare b x-max-length=0 x-dead-letter-exchange='' x-dead-letter-routing-key=c
            declare c x-message-ttl=0 x-dead-letter-exchange='' x-dead-letter-routing-key=b
            publish a m
            get a -> 1 m left 0
            reject 1
            check b -> 0 ready, 0 consumers
            check c -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B9.8 expired messages go in the order of the queue",
            "docs/dlx",
            """
            declare dead
            declare q x-message-ttl=50 x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q 1 2 3
            consume dead c
            advance 50 -> c: 1 1 [q expired 1], c: 2 2 [q expired 1], c: 3 3 [q expired 1]
            """
        ),
    ]
}
