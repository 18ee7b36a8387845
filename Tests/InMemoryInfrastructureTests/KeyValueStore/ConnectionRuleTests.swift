import Testing

@testable import InMemoryInfrastructure

struct ConnectionRuleTests {
    @Test(arguments: transactions + watches + messages + connections)
    func `connections follow the rules of Redis`(_ rule: StoreRule) { rule.check() }

    static let transactions = [
        StoreRule(
            "C9.1 commands are queued and carried out together",
            "develop/interact/transactions",
            """
            MULTI → OK
            SET a x → QUEUED
            INCR a → QUEUED
            SELECT 1 → QUEUED
            SET b 1 → QUEUED
            b: EXISTS a → 0
            EXEC → [OK, ERR value is not an integer or out of range, OK, OK]
            GET b → "1"
            EXEC → ERR EXEC without MULTI
            DISCARD → ERR DISCARD without MULTI
            MULTI → OK
            EXEC a → EXECABORT Transaction discarded because of: wrong number of arguments for \
            'exec' command
            EXEC → ERR EXEC without MULTI
            """
        ),
        StoreRule(
            "C9.1 a command that is refused spoils the transaction",
            "develop/interact/transactions",
            """
            MULTI → OK
            SET a → ERR wrong number of arguments for 'set' command
            SET b 1 → QUEUED
            EXEC → EXECABORT Transaction discarded because of previous errors.
            EXISTS b → 0
            MULTI → OK
            NOSUCH → ERR unknown command 'NOSUCH', with args beginning with:\u{20}
            DISCARD → OK
            MULTI → OK
            MULTI → ERR MULTI calls can not be nested
            WATCH a → ERR WATCH inside MULTI is not allowed
            UNWATCH → QUEUED
            EXEC → [OK]
            """
        ),
    ]

    static let watches = [
        StoreRule(
            "C9.2 every effective write of a watched key counts, one's own too",
            "commands/watch",
            """
            SET k 1 → OK
            WATCH k → OK
            SET k 1 → OK
            MULTI → OK
            EXEC → nil
            WATCH k → OK
            b: EXPIRE k 100 → 1
            MULTI → OK
            EXEC → nil
            WATCH none → OK
            b: RENAME k none → OK
            MULTI → OK
            EXEC → nil
            WATCH none → OK
            b: APPEND none "" → 1
            MULTI → OK
            EXEC → nil
            WATCH none → OK
            b: FLUSHALL → OK
            MULTI → OK
            EXEC → nil
            """
        ),
        StoreRule(
            "C9.2 what changes nothing does not count",
            "commands/watch",
            """
            SET k 1 → OK
            WATCH k none → OK
            b: SETNX k 2 → 0
            b: SET k 2 NX → nil
            b: PERSIST k → 0
            b: DEL none → 0
            b: EXPIRE k 10 XX → 0
            b: SELECT 1 → OK
            b: SET k 2 → OK
            b: FLUSHDB → OK
            GET k → "1"
            MULTI → OK
            EXEC → []
            """
        ),
        StoreRule(
            "C9.3 a watched key that expires counts, one that had expired does not",
            "commands/watch",
            """
            SET k 1 PX 50 → OK
            WATCH k → OK
            +51ms
            MULTI → OK
            EXEC → nil
            SET k 1 PX 50 → OK
            +51ms
            WATCH k → OK
            b: DEL k → 0
            MULTI → OK
            EXEC → []
            SET k 1 PX 50 → OK
            +51ms
            WATCH k → OK
            b: SET k 2 → OK
            MULTI → OK
            EXEC → nil
            """
        ).with(StoreSettings(removesExpiredKeys: false)),
        StoreRule(
            "C9.3 UNWATCH, EXEC and DISCARD forget",
            "commands/unwatch",
            """
            WATCH k → OK
            b: SET k 1 → OK
            UNWATCH → OK
            MULTI → OK
            EXEC → []
            WATCH k → OK
            MULTI → OK
            DISCARD → OK
            b: SET k 1 → OK
            MULTI → OK
            EXEC → []
            """
        ),
        StoreRule(
            "C9.2 SWAPDB counts for keys that are in either database",
            "db.c, touchAllWatchedKeysInDb",
            """
            SET k 1 → OK
            WATCH k → OK
            b: SWAPDB 0 1 → OK
            MULTI → OK
            EXEC → nil
            WATCH k → OK
            b: SWAPDB 0 1 → OK
            MULTI → OK
            EXEC → nil
            WATCH none → OK
            b: SWAPDB 0 1 → OK
            MULTI → OK
            EXEC → []
            """
        ),
    ]

    static let messages = [
        StoreRule(
            "C11.2 a message goes to every subscription, channels before patterns",
            "develop/interact/pubsub",
            """
            SUBSCRIBE news → ["subscribe", "news", 1]
            PSUBSCRIBE n* → ["psubscribe", "n*", 2]
            b: SUBSCRIBE other news → [["subscribe", "other", 1], ["subscribe", "news", 2]]
            c: PUBLISH news hi → 3 | a hears news "hi" | b hears news "hi" | a hears n* news "hi"
            c: PUBLISH silent hi → 0
            c: PUBSUB CHANNELS → ["news", "other"]
            c: PUBSUB CHANNELS o* → ["other"]
            c: PUBSUB Channels a b → ERR unknown subcommand or wrong number of arguments for \
            'Channels'. Try PUBSUB HELP.
            c: PUBSUB NUMSUB news none → ["news", 2, "none", 0]
            c: PUBSUB NUMPAT → 1
            a: UNSUBSCRIBE → ["unsubscribe", "news", 1]
            a: UNSUBSCRIBE → ["unsubscribe", nil, 1]
            a: PUNSUBSCRIBE n* → ["punsubscribe", "n*", 0]
            b: CLOSE
            c: PUBLISH news hi → 0
            """
        ),
        StoreRule(
            "C11.2 what a subscriber may do",
            "develop/interact/pubsub",
            """
            SUBSCRIBE c → ["subscribe", "c", 1]
            GET k → \
            ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / \
            RESET are allowed in this context
            PING → ["pong", ""]
            PING x → ["pong", "x"]
            RESET → RESET
            GET k → nil
            """
        ),
        StoreRule(
            "messages know no databases",
            "develop/interact/pubsub",
            """
            SELECT 3 → OK
            SUBSCRIBE c → ["subscribe", "c", 1]
            b: MULTI → OK
            b: PUBLISH c x → QUEUED
            b: EXEC → [1] | a hears c "x"
            """
        ),
    ]

    static let connections = [
        StoreRule(
            "what is about the connection",
            "commands/ping",
            """
            PING → PONG
            PING hi → "hi"
            PING a b → ERR wrong number of arguments for 'ping' command
            ECHO hi → "hi"
            +1500ms
            TIME → ["1735689601", "500000"]
            TIME x → ERR wrong number of arguments for 'time' command
            CLIENT GETNAME → nil
            CLIENT SETNAME me → OK
            CLIENT GETNAME → "me"
            MULTI → OK
            RESET → RESET
            EXEC → ERR EXEC without MULTI
            QUIT → OK
            """
        )
    ]
}
