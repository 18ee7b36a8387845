import Testing

/// Exchanges and bindings (B1).
struct BrokerRoutingRuleTests {
    @Test(arguments: exchanges + bindings)
    func `exchanges follow the rules of RabbitMQ`(_ rule: BrokerRule) { rule.check() }

    private static let exchanges = [
        BrokerRule(
            "B1.1 the default exchange routes to the queue of that name, and takes no changes",
            "AMQP 0-9-1, 3.1.3.1",
            """
            declare q
            publish q m
            publish Q lost
            check q -> 1 ready, 0 consumers
            bind q '' k -> 403 ACCESS_REFUSED - operation not permitted on the default exchange
            exchange '' direct -> 403 ACCESS_REFUSED - operation not permitted on the default \
            exchange
            delete-exchange '' -> 403 ACCESS_REFUSED - operation not permitted on the default \
            exchange
            """
        ),
        BrokerRule(
            "B1.2 names that begin with amq. are the broker's",
            "AMQP 0-9-1, 3.1.3.4",
            """
            declare amq.q -> 403 ACCESS_REFUSED - queue name 'amq.q' contains reserved prefix \
            'amq.*'
            exchange amq.x direct -> 403 ACCESS_REFUSED - exchange name 'amq.x' contains \
            reserved prefix 'amq.*'
            delete-exchange amq.direct -> 403 ACCESS_REFUSED - deletion of system exchange \
            'amq.direct' in vhost '/' not allowed
            exchange amq.topic topic durable
            check-exchange amq.headers
            """
        ),
        BrokerRule(
            "B1.3 an unknown type closes the connection",
            "docs/exchanges; 3.10",
            """
            declare q on b
            publish q m on b
            get q on b -> 1 m left 0
            exchange x nosuch -> 503 COMMAND_INVALID - unknown exchange type 'nosuch'
            get q on b -> 1 m R left 0
            """
        ),
        BrokerRule(
            "B1.4 a second declaration agrees with the first",
            "AMQP 0-9-1, exchange.declare",
            """
            exchange x direct
            exchange x direct
            exchange x fanout -> 406 PRECONDITION_FAILED - inequivalent arg 'type' for exchange \
            'x' in vhost '/': received 'fanout' but current is 'direct'
            exchange x direct durable -> 406 PRECONDITION_FAILED - inequivalent arg 'durable' \
            for exchange 'x' in vhost '/': received 'true' but current is 'false'
            exchange x direct internal -> 406 PRECONDITION_FAILED - inequivalent arg 'internal' \
            for exchange 'x' in vhost '/': received 'true' but current is 'false'
            exchange x direct alternate-exchange=y -> 406 PRECONDITION_FAILED - inequivalent arg \
            'alternate-exchange' for exchange 'x' in vhost '/': received the value 'y' of type \
            'longstr' but current is none
            check-exchange y -> 404 NOT_FOUND - no exchange 'y' in vhost '/'
            """
        ),
        BrokerRule(
            "B1.5 what is missing or internal cannot be published to",
            "AMQP 0-9-1, basic.publish",
            """
            publish x:k m -> 404 NOT_FOUND - no exchange 'x' in vhost '/'
            exchange i fanout internal
            publish i:k m -> 403 ACCESS_REFUSED - cannot publish to internal exchange 'i' in \
            vhost '/'
            """
        ),
        BrokerRule(
            "B1.6 deleting what is missing succeeds, deleting what is in use need not",
            "AMQP 0-9-1, exchange.delete",
            """
            delete-exchange x
            delete q -> 0
            exchange x direct
            declare q
            unbind q x k
            bind q x k
            delete-exchange x if-unused -> 406 PRECONDITION_FAILED - exchange 'x' in vhost '/' \
            in use
            delete-exchange x
            bind q x k -> 404 NOT_FOUND - no exchange 'x' in vhost '/'
            exchange x direct
            bind r x k -> 404 NOT_FOUND - no queue 'r' in vhost '/'
            bind-exchange x y k -> 404 NOT_FOUND - no exchange 'y' in vhost '/'
            """
        ),
        BrokerRule(
            "B1.7 an exchange may go with its last binding, and bindings with their ends",
            "docs/exchanges, auto-delete",
            """
            exchange x fanout auto-delete
            check-exchange x
            declare q
            bind q x ''
            delete q -> 0
            check-exchange x -> 404 NOT_FOUND - no exchange 'x' in vhost '/'
            declare q
            exchange y direct
            bind q y k
            delete q -> 0
            declare q
            publish y:k lost
            check q -> 0 ready, 0 consumers
            """
        ),
    ]

    private static let bindings = [
        BrokerRule(
            "B1.8 direct compares keys, fanout does not",
            "AMQP 0-9-1, 3.1.3.1 and 3.1.3.2",
            """
            exchange d direct
            exchange f fanout
            declare q
            bind q d k
            bind q d l
            bind q f other
            publish d:k 1
            publish d:K 2
            publish d:l 3
            publish f:k 4
            get q -> 1 1 left 2
            get q -> 2 3 left 1
            get q -> 3 4 left 0
            """
        ),
        BrokerRule(
            "B1.9 a star is one word, a hash any number of them",
            "AMQP 0-9-1, 3.1.3.3",
            """
            exchange t topic
            declare q
            bind q t *.b
            publish t:a.b 1
            publish t:b 2
            publish t:.b 3
            publish t:a.b.c 4
            unbind q t *.b
            bind q t a.#
            publish t:a 5
            publish t:a.x.y 6
            publish t:A 7
            get q -> 1 1 left 3
            get q -> 2 3 left 2
            get q -> 3 5 left 1
            get q -> 4 6 left 0
            """
        ),
        BrokerRule(
            "B1.10 header fields are compared with their types",
            "docs/exchanges, headers",
            """
            declare all
            declare any
            declare void
            bind all amq.headers '' a=1 b=x
            bind any amq.headers '' x-match=any a=1 b=x
            bind void amq.headers '' x-match=any c=null
            publish amq.headers: both a=1 b=x
            publish amq.headers: text a="1" b=x
            publish amq.headers: none z=1
            publish amq.headers: c c=2
            check all -> 1 ready, 0 consumers
            check any -> 2 ready, 0 consumers
            check void -> 1 ready, 0 consumers
            bind all amq.headers '' x-match=some -> 406 PRECONDITION_FAILED - Invalid x-match \
            field value <<"some">>; expected all, any, all-with-x, or any-with-x
            """
        ),
        BrokerRule(
            "B1.10 fields that begin with x- count only where they are asked for",
            "docs/exchanges, headers",
            """
            declare plain
            declare with
            bind plain amq.headers '' x-a=1
            bind with amq.headers '' x-match=all-with-x x-a=1
            publish amq.headers: m x-a=2
            publish amq.headers: n x-a=1
            check plain -> 2 ready, 0 consumers
            check with -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B1.11, B1.12 a queue gets one copy, whatever the ways; circles end",
            "docs/e2e",
            """
            exchange x fanout
            exchange y fanout
            bind-exchange y x ''
            bind-exchange x y ''
            declare q
            bind q x ''
            bind q x other
            bind q y ''
            publish x:k m
            check q -> 1 ready, 0 consumers
            unbind-exchange y x ''
            unbind q x ''
            unbind q x other
            publish x:k n
            check q -> 1 ready, 0 consumers
            """
        ),
        BrokerRule(
            "B1.13 an alternate exchange gets what goes nowhere",
            "docs/ae",
            """
            confirm
            exchange x direct alternate-exchange=y
            exchange y direct alternate-exchange=x
            declare q
            declare r
            bind q x k
            bind r y l
            publish x:k 1 -> confirmed
            publish x:l 2 mandatory -> confirmed
            publish x:m 3 mandatory -> returned 3
            check q -> 1 ready, 0 consumers
            check r -> 1 ready, 0 consumers
            exchange z direct alternate-exchange=''
            publish z:q 4 mandatory -> returned 4
            """
        ),
        BrokerRule(
            "copies come to queues by the names, what clients publish from the last to the first",
            "rabbit_exchange.erl, route; rabbit_queue_type.erl, deliver0; delegate.erl",
            """
            declare b
            declare c
            declare a x-dead-letter-exchange=amq.fanout x-message-ttl=5
            bind b amq.fanout ''
            bind c amq.fanout ''
            consume b b
            consume c c
            publish amq.fanout: 1 -> c: 1 1, b: 2 1
            publish a 2
            advance 5 -> b: 3 2 [a expired 1], c: 4 2 [a expired 1]
            """
        ),
        BrokerRule(
            "B1.14 CC and BCC name further keys; CC has to be an array",
            "docs/sender-selected",
            """
            declare q
            declare r
            declare s
            publish q m CC=["r","r"] BCC=["s"]
            get q -> 1 m left 0
            get r -> 2 m left 0
            get s -> 3 m left 0
            publish q n CC=r -> 406 PRECONDITION_FAILED - invalid message: \
            {unacceptable_type_in_header,"CC",longstr}
            """
        ),
        BrokerRule(
            "B1.15 what goes nowhere is dropped, and confirmed all the same",
            "docs/confirms",
            """
            publish nowhere m
            confirm
            publish nowhere m -> confirmed
            publish amq.fanout:k m -> confirmed
            """
        ),
    ]
}
