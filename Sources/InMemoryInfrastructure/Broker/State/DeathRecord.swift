import Infrastructure
import JSON

/// Why a message is passed on to a dead-letter exchange (B9.1).
enum DeathReason: String {
    case rejected
    case expired
    case maxlen
    case deliveryLimit = "delivery_limit"
}

/// The history that a dead-lettered message carries in its headers (RabbitMQ,
/// `rabbit_dead_letter.erl`; B9.2 to B9.6).
enum DeathRecord {
    /// The headers of a message after one more death in `queue`.
    static func headers(
        of envelope: Envelope,
        after reason: DeathReason,
        in queue: QueueName,
        at now: Int64,
        dropsFurtherKeys: Bool
    ) -> JSONObject {
        var headers = envelope.message.headers
        let deaths = headers["x-death"]?.array
        // A header of another type is replaced without a word on the first death.
        if headers["x-death"] == nil {
            headers["x-first-death-reason"] = .string(reason.rawValue)
            headers["x-first-death-queue"] = .string(queue)
            headers["x-first-death-exchange"] = .string(envelope.exchange)
        }
        var others = grouped(deaths ?? [])
        let same = others.firstIndex {
            $0["queue"]?.string == queue && $0["reason"]?.string == reason.rawValue
        }
        let newest: JSONValue
        if let same {
            newest = counted(others.remove(at: same))
        } else {
            newest = .object(first(envelope, reason, queue, now))
        }
        headers["x-death"] = .array([newest] + others)
        if dropsFurtherKeys { headers["CC"] = nil }
        return headers
    }

    /// The deaths of before, of which each queue and reason is to have one.
    ///
    /// It turns the order around when there are several (`group_by_queue_and_reason`), so that
    /// only the first place is sure to be that of the newest.
    private static func grouped(_ deaths: [JSONValue]) -> [JSONValue] {
        guard deaths.count > 1 else { return deaths }
        var groups: [JSONValue] = []
        for death in deaths {
            func isSame(_ other: JSONValue) -> Bool {
                other["queue"] == death["queue"] && other["reason"] == death["reason"]
            }
            guard !groups.contains(where: isSame) else { continue }
            var death = death
            if death["count"] == nil, var object = death.object {
                object["count"] = .integer(Int64(deaths.count(where: isSame)))
                death = .object(object)
            }
            groups.append(death)
        }
        return groups.reversed()
    }

    /// True when a message that was not rejected comes to a queue again without anybody's doing:
    /// none of its deaths from the newest back to that queue is a rejection (B9.6).
    static func isCycle(_ headers: JSONObject, to queue: QueueName) -> Bool {
        for death in headers["x-death"]?.array ?? [] {
            if death["reason"]?.string == DeathReason.rejected.rawValue { return false }
            if death["queue"]?.string == queue { return true }
        }
        return false
    }

    private static func first(
        _ envelope: Envelope,
        _ reason: DeathReason,
        _ queue: QueueName,
        _ now: Int64
    ) -> JSONObject {
        let keys = [envelope.routingKey] + MessageKeys.carbonCopies(of: envelope.message)
        var death: JSONObject = [
            "count": 1,
            "reason": .string(reason.rawValue),
            "queue": .string(queue),
            // In whole seconds, as AMQP has it.
            "time": .integer(now / 1_000_000_000),
            "exchange": .string(envelope.exchange),
            "routing-keys": .array(keys.map(JSONValue.string)),
        ]
        if let expiration = envelope.message.properties?.expiration {
            death["original-expiration"] = .string(expiration)
        }
        return death
    }

    private static func counted(_ death: JSONValue) -> JSONValue {
        guard var object = death.object else { return death }
        let (count, overflow) = (object["count"]?.integer ?? 0).addingReportingOverflow(1)
        object["count"] = .integer(overflow ? .max : count)
        return .object(object)
    }
}

/// The routing keys that a message names in its headers (B1.14).
enum MessageKeys {
    /// The keys that stay in the message (`CC`).
    static func carbonCopies(of message: Message) -> [String] {
        keys(message.headers["CC"])
    }

    /// All further keys, those that are taken out of the message (`BCC`) among them.
    static func all(of message: Message) throws(BrokerError) -> [String] {
        for header in ["CC", "BCC"] {
            guard let value = message.headers[header], value.array == nil else { continue }
            let type = FieldType(of: value).rawValue
            throw .preconditionFailed(
                "invalid message: {unacceptable_type_in_header,\"\(header)\",\(type)}"
            )
        }
        return carbonCopies(of: message) + keys(message.headers["BCC"])
    }

    private static func keys(_ value: JSONValue?) -> [String] {
        value?.array?.compactMap(\.string) ?? []
    }
}
