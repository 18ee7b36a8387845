import Testing

/// Times to live, limits of length, and priorities (B3, B4, B5).
struct BrokerExpiryRuleTests {
    @Test(arguments: times + lengths + priorities)
    func `expiry and limits follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let times = [
        BrokerRule(
            "B3.1 the shorter time counts, from when the message came to the queue",
            "docs/ttl, per-message TTL",
            """
            declare q x-message-ttl=100
            declare r
            exchange x fanout
            bind q x ''
            bind r x ''
            publish x: a expiration=60000
            publish x: b expiration=50
            advance 99
            check q -> 2 ready, 0 consumers
            advance 1
            check q -> 0 ready, 0 consumers
            check r -> 2 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B3.2 only the head expires; what expired behind it goes with it",
            "docs/ttl, caveats",
            """
            declare q
            publish q keep
            publish q a b expiration=100
            advance 500
            check q -> 3 ready, 0 consumers
            get q -> 1 keep left 0
            """
        ),
        BrokerRule(
            "B3.3 what comes back keeps its time, and what is held does not expire",
            "docs/ttl",
            """
            declare q x-message-ttl=100
            publish q a b
            get q -> 1 a left 1
            get q -> 2 b left 0
            advance 60
            nack 1
            advance 39
            check q -> 1 ready, 0 consumers
            advance 1
            check q -> 0 ready, 0 consumers
            nack 2
            check q -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B3.4 a time of nothing is enough for a consumer that waits",
            "docs/ttl",
            """
            confirm
            declare q
            publish q lost expiration=0 mandatory -> confirmed
            consume q c auto
            publish q m expiration=0 -> confirmed, c: 1 m
            check q -> 0 ready, 1 consumers
            """
        ),
        BrokerRule(
            "B3.5 a time is a whole number as text",
            "docs/ttl, per-message TTL in publishers",
            """
            declare q
            publish q m expiration=abc -> 406 PRECONDITION_FAILED - invalid expiration 'abc': \
            no_integer
            publish q m expiration=-1 -> 406 PRECONDITION_FAILED - invalid expiration '-1': \
            {value_negative,-1}
            publish q m expiration="1.5" -> 406 PRECONDITION_FAILED - invalid expiration '1.5': \
            {leftover_string,".5"}
            publish q m expiration="" -> 406 PRECONDITION_FAILED - invalid expiration '': no_integer
            publish q m expiration="-99999999999999999999" -> 406 PRECONDITION_FAILED - invalid \
            expiration '-99999999999999999999': {value_negative,-99999999999999999999}
            publish q m expiration="+099999999999999999999" -> 406 PRECONDITION_FAILED - invalid \
            expiration '+099999999999999999999': {value_too_large,99999999999999999999}
            """
        ),
        BrokerRule(
            "B3.6, B3.7 in 3.10 what overtakes the head may outlive its time until something happens",
            "rabbit_amqqueue_process.erl, drop_expired_msgs",
            """
            declare q x-max-priority=1
            publish q low expiration=200
            publish q high priority=1 expiration=100
            advance 150
            check q -> 2 ready, 0 consumers
            advance 50
            check q -> 0 ready, 0 consumers
            """
        ),
    ]

    private static let lengths = [
        BrokerRule(
            "B4.1, B4.2 the message that would be next makes room",
            "docs/maxlength, default behaviour",
            """
            declare q x-max-length=2
            publish q 1 2 3 4
            get q -> 1 3 left 1
            publish q 5
            check q -> 2 ready, 0 consumers
            declare b x-max-length-bytes=6
            publish b aaa bbb cc
            check b -> 2 ready, 0 consumers
            publish b toolongforit
            check b -> 0 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B4.3 a consumer that waits gets even what there is no room for, unless it is refused",
            "docs/maxlength",
            """
            confirm
            declare q x-max-length=0
            declare r x-max-length=0 x-overflow=reject-publish
            consume q c auto
            consume r d auto
            publish q m -> confirmed, c: 1 m
            publish r m -> refused
            """
        ),
        BrokerRule(
            "B4.4 what is refused may be dead-lettered",
            "docs/maxlength, reject-publish-dlx",
            """
            confirm
            declare dead
            declare q x-max-length=1 x-overflow=reject-publish
            declare r x-max-length=1 x-overflow=reject-publish-dlx x-dead-letter-exchange='' \
            x-dead-letter-routing-key=dead
            publish q 1 -> confirmed
            publish q 2 -> refused
            publish r 1 2 -> confirmed, refused
            get dead -> 1 2 [r maxlen 1] left 0
            get q -> 2 1 left 0
            """
        ),
        BrokerRule(
            "B4.5 one full queue among several: refused, and the others have it",
            "docs/maxlength; docs/confirms",
            """
            confirm
            exchange x fanout
            declare full x-max-length=0 x-overflow=reject-publish
            declare free
            bind full x ''
            bind free x ''
            publish x: m -> refused
            check free -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B4.6 what comes back may be too much for who refuses, not for who drops",
            "docs/maxlength",
            """
            declare q x-max-length=2
            publish q 1 2
            get q -> 1 1 left 1
            publish q 3
            nack 1
            get q -> 2 2 left 1
            declare r x-max-length=1 x-overflow=reject-publish
            publish r 1
            get r -> 3 1 left 0
            publish r 2
            nack 3
            check r -> 2 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B4.7 a dead letter that is refused is lost",
            "docs/dlx",
            """
            declare dead x-max-length=0 x-overflow=reject-publish
            declare q x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q m
            get q -> 1 m left 0
            reject 1
            check dead -> 0 ready, 0 consumers
            check q -> 0 ready, 0 consumers
            """
        ),
    ]

    private static let priorities = [
        BrokerRule(
            "B5.1 the highest first, none counts as 0, too high as the highest",
            "docs/priority",
            """
            declare q x-max-priority=5
            publish q none
            publish q 0 priority=0
            publish q 5 priority=5
            publish q 10 priority=10
            publish q none2
            get q auto -> 1 5 left 4
            get q auto -> 2 10 left 3
            get q auto -> 3 none left 2
            get q auto -> 4 0 left 1
            get q auto -> 5 none2 left 0
            """
        ),
        BrokerRule(
            "B5.2 a full queue drops its highest, which would be next",
            "docs/priority; docs/maxlength",
            """
            declare q x-max-priority=3 x-max-length=2
            publish q 1 priority=1
            publish q 3 priority=3
            publish q 2 priority=2
            get q -> 1 2 left 1
            get q -> 2 1 left 0
            """
        ),
        BrokerRule(
            "B5.3 what comes back is first among its equals; a rejection of many goes from the highest on",
            "docs/priority",
            """
            declare dead
            declare q x-max-priority=3 x-dead-letter-exchange='' x-dead-letter-routing-key=dead
            publish q a b priority=1
            publish q c priority=2
            get q -> 1 c left 2
            get q -> 2 a left 1
            nack 2
            get q -> 3 a R left 1
            reject 3 multiple
            get dead auto -> 4 c [q rejected 1] left 1
            get dead auto -> 5 a [q rejected 1] left 0
            """
        ),
    ]
}
