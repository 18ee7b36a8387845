import Infrastructure
import JSON

/// What came of a step at the broker, and how it is compared with what was recorded.
struct StepOutcome {
    enum Reply {
        case none
        case counts(JSONObject)
        case confirm(String)
        case fetched(FetchedMessage?)
    }

    var reply = Reply.none
    var error: BrokerError?
    var deliveries: [(consumer: ConsumerTag, delivery: Delivery)] = []

    /// The mandatory messages that came back.
    var returned: [ReturnedMessage] = []

    /// The first aspect in which the step differs from the recorded one.
    func difference(from step: BrokerStep, number: Int) -> Difference? {
        let recorded = step.outcome
        let aspects: [(String, JSONValue?, JSONValue?)] = [
            ("error", recorded["error"], errorValue),
            ("reply", recorded["reply"], replyValue(like: recorded["reply"])),
            ("deliveries", recorded["deliveries"], deliveriesValue(like: recorded["deliveries"])),
            ("returned", recorded["returned"], returnedValue(like: recorded["returned"])),
        ]
        // A reply is recorded only where it says something.
        let compared = aspects.filter { $0.0 != "reply" || $0.1 != nil || isConfirm }
        guard let (aspect, expected, got) = compared.first(where: { $0.1 != $0.2 }) else {
            return nil
        }
        return Difference(
            step: number,
            position: step.position,
            call: .object(step.call),
            aspect: aspect,
            expected: expected,
            got: got
        )
    }

    private var isConfirm: Bool {
        if case .confirm = reply { error == nil } else { false }
    }

    private var errorValue: JSONValue? {
        error.map { ["code": .integer(Int64($0.code)), "text": .string($0.text)] }
    }

    /// The messages that came back, with as much of their address as the recorded ones have.
    private func returnedValue(like recorded: JSONValue?) -> JSONValue? {
        guard !returned.isEmpty else { return recorded?.array?.isEmpty == true ? [] : nil }
        let models = recorded?.array ?? []
        return .array(
            returned.enumerated().map { place, returned in
                Self.message(returned, like: place < models.count ? models[place] : .null)
            }
        )
    }

    private static func message(_ returned: ReturnedMessage, like recorded: JSONValue) -> JSONValue
    {
        let message = returned.message
        var fields: JSONObject = ["body": .string(message.body.text)]
        let further: [(String, JSONValue?)] = [
            ("exchange", .string(returned.exchange)),
            ("routing_key", .string(returned.routingKey)),
            ("reply_code", 312),
            ("reply_text", "NO_ROUTE"),
            ("headers", .object(message.headers)),
            ("priority", message.properties?.priority.map { .integer(Int64($0)) }),
            ("expiration", message.properties?.expiration.map(JSONValue.string)),
        ]
        for (key, value) in further where recorded[key] != nil { fields[key] = value }
        return .object(fields)
    }

    private func replyValue(like recorded: JSONValue?) -> JSONValue? {
        switch reply {
        case .none: nil
        case .counts(let counts): .object(counts)
        case .confirm(let answer): ["confirm": .string(answer)]
        case .fetched(nil): ["empty": true]
        case .fetched(let message?):
            [
                "message": Self.message(message.delivery, like: recorded?["message"]),
                "remaining": .integer(Int64(message.remaining)),
            ]
        }
    }

    private func deliveriesValue(like recorded: JSONValue?) -> JSONValue? {
        guard !deliveries.isEmpty else { return recorded?.object?.isEmpty == true ? [:] : nil }
        var lists = JSONObject()
        for (consumer, delivery) in deliveries {
            var list = lists[consumer]?.array ?? []
            let models = recorded?[consumer]?.array ?? []
            let model = list.count < models.count ? models[list.count] : nil
            list.append(Self.message(delivery, like: model))
            lists[consumer] = .array(list)
        }
        return .object(lists)
    }

    /// A message in the form of recordings: with its headers, or with its deaths alone where the
    /// recorded one is.
    private static func message(_ delivery: Delivery, like recorded: JSONValue?) -> JSONValue {
        let message = delivery.message
        var fields: JSONObject = [
            "body": .string(message.body.text),
            "exchange": .string(delivery.exchange),
            "routing_key": .string(delivery.routingKey),
            "redelivered": .bool(delivery.isRedelivered),
            "tag": .integer(Int64(clamping: delivery.tag)),
        ]
        let properties = message.properties
        fields["priority"] = properties?.priority.map { .integer(Int64($0)) }
        fields["expiration"] = properties?.expiration.map(JSONValue.string)
        let texts = [
            ("correlation_id", properties?.correlationID), ("reply_to", properties?.replyTo),
            ("message_id", properties?.messageID),
        ]
        // Recordings need not have these.
        for (key, text) in texts where recorded?[key] != nil {
            fields[key] = text.map(JSONValue.string)
        }
        if recorded?["deaths"] != nil {
            fields["deaths"] = .array(deaths(of: message).map(Self.summary))
        } else if !message.headers.isEmpty {
            fields["headers"] = .object(withoutTimes(message))
        }
        return .object(fields)
    }

    private static func deaths(of message: Message) -> [JSONValue] {
        message.headers["x-death"]?.array ?? []
    }

    private static func summary(_ death: JSONValue) -> JSONValue {
        .array([death["queue"] ?? .null, death["reason"] ?? .null, death["count"] ?? .null])
    }

    /// The headers without the times of deaths, which recordings leave out.
    private static func withoutTimes(_ message: Message) -> JSONObject {
        var headers = message.headers
        guard headers["x-death"]?.array != nil else { return headers }
        headers["x-death"] = .array(
            deaths(of: message).map { death in
                guard var object = death.object else { return death }
                object["time"] = nil
                return .object(object)
            }
        )
        return headers
    }
}

extension BrokerStep {
    /// The step without what came of it.
    fileprivate var call: JSONObject {
        var call = text.object ?? JSONObject()
        for key in ["reply", "error", "deliveries", "returned"] { call[key] = nil }
        return call
    }
}
