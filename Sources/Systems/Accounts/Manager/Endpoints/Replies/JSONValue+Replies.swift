import Infrastructure
import JSON

extension JSONValue {
    /// An instant in ISO 8601.
    static func instant(_ instant: Timestamp) -> JSONValue {
        let isWhole = instant.nanoseconds % 1000 == 0
        return .string(isWhole ? InstantText.text(instant) : CalendarTime(instant).text)
    }

    /// An instant, or null.
    static func instant(_ instant: Timestamp?) -> JSONValue {
        guard let instant else { return .null }
        return .instant(instant)
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
