/// Random lines of scripts about a few queues, so that everything soon meets everything.
struct BrokerStepGenerator {
    private var chance: UInt64
    private var bodyCount = 0
    private var consumerCount = 0

    init(seed: UInt64) {
        chance = seed
    }

    private static let queues = ["q", "r", "s", "t"]
    private static let channels = ["a", "b", "c", "d@other"]

    private static let arguments = [
        "x-max-length=2", "x-max-length=3 x-overflow=reject-publish", "x-max-length-bytes=5",
        "x-max-length=2 x-overflow=reject-publish-dlx x-dead-letter-exchange=''"
            + " x-dead-letter-routing-key=r",
        "x-message-ttl=40", "x-message-ttl=0", "x-max-priority=2", "x-expires=200",
        "x-single-active-consumer=true", "auto-delete", "exclusive",
        "x-message-ttl=30 x-dead-letter-exchange='' x-dead-letter-routing-key=q",
        "x-dead-letter-exchange='' x-dead-letter-routing-key=s",
        "x-max-length=1 x-dead-letter-exchange=x",
        "durable x-queue-type=quorum x-delivery-limit=1 x-dead-letter-exchange=x",
        "durable x-queue-type=quorum",
        "x-max-priority=2 x-message-ttl=50 x-max-length=3 x-dead-letter-exchange=''"
            + " x-dead-letter-routing-key=t",
    ]

    /// The next number below a bound (Steele and others, "Fast Splittable Pseudorandom Number
    /// Generators", 2014).
    private mutating func below(_ bound: Int) -> Int {
        chance &+= 0x9E37_79B9_7F4A_7C15
        var mixed = chance
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }

    /// The lines that a case begins with: an exchange, and the queues with their arguments.
    mutating func beginning() -> [String] {
        var lines = ["exchange x fanout", "bind s x '' on a"]
        for queue in Self.queues {
            let arguments = below(3) == 0 ? "" : " " + one(of: Self.arguments)
            lines.append("declare \(queue)\(arguments) on a")
        }
        return lines + ["bind q x '' on a", "bind t x k on a"]
    }

    mutating func next() -> String {
        let line = method()
        return line.hasPrefix("advance") ? line : line + " on " + one(of: Self.channels)
    }

    private mutating func method() -> String {
        let queue = one(of: Self.queues)
        switch below(40) {
        case 0..<12: return publish(queue)
        case 12..<17: return "get \(queue)" + (below(3) == 0 ? " auto" : "")
        case 17..<25:
            let verb = one(of: ["ack", "ack", "nack", "reject"])
            return "\(verb) \(below(6))" + (below(3) == 0 ? " multiple" : "")
        case 25..<29: return consume(queue)
        case 29: return "cancel c\(below(max(1, consumerCount)))"
        case 30: return "qos \(below(4))" + (below(3) == 0 ? " shared" : "")
        case 31: return "recover"
        case 32: return "close"
        case 33: return below(3) == 0 ? "disconnect" : "close"
        case 34: return below(2) == 0 ? "purge \(queue)" : "check \(queue)"
        case 35: return below(3) == 0 ? "delete \(queue)" : "check \(queue)"
        case 36: return "declare \(queue) " + one(of: Self.arguments)
        case 37: return one(of: ["confirm", "tx", "commit", "rollback"])
        default: return "advance \(below(60))"
        }
    }

    private mutating func publish(_ queue: String) -> String {
        bodyCount += 1
        let address = below(5) == 0 ? "x:k" : queue
        let properties = one(
            of: ["", "", "", " priority=1", " priority=2", " expiration=20", " expiration=0"]
        )
        return "publish \(address) m\(bodyCount)\(properties)"
    }

    private mutating func consume(_ queue: String) -> String {
        consumerCount += 1
        let options = one(
            of: [
                "", " prefetch=1", " prefetch=2", " auto", " exclusive", " x-priority=1",
                " prefetch=1 x-priority=2",
            ]
        )
        return "consume \(queue) c\(consumerCount)\(options)"
    }
}
