import Infrastructure
import JSON

extension JSONValue {
    /// An instant in ISO 8601.
    static func instant(_ instant: Timestamp) -> JSONValue {
        .string(CalendarTime(instant).text)
    }

    /// An instant, or null.
    static func instant(_ instant: Timestamp?) -> JSONValue {
        guard let instant else { return .null }
        return .string(CalendarTime(instant).text)
    }

    static func count(_ count: Int) -> JSONValue { .integer(Int64(count)) }

    /// A text, or null.
    static func text(_ text: String?) -> JSONValue {
        guard let text else { return .null }
        return .string(text)
    }

    /// Whole seconds of a length of time, without what is left of it.
    static func seconds(_ duration: Duration) -> JSONValue {
        .integer(duration.components.seconds)
    }
}

extension LimitUse {
    /// `{"used", "limit", "remaining"}`.
    var json: JSONValue {
        .object(JSONObject(distinct: members))
    }

    var members: [JSONObject.Member] {
        [
            .init("used", .count(used)), .init("limit", .count(limit)),
            .init("remaining", .count(remaining)),
        ]
    }
}
