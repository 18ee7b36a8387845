import Infrastructure
import JSON

/// The binding of a headers exchange: header fields that a message has to have (B1.10).
struct HeadersMatch {
    private enum Mode: String {
        case all
        case any
        case allWithX = "all-with-x"
        case anyWithX = "any-with-x"

        var needsAll: Bool { self == .all || self == .allWithX }
        var countsX: Bool { self == .allWithX || self == .anyWithX }
    }

    private let needsAll: Bool
    private let fields: [JSONObject.Member]

    /// Reads arguments that `check` has found right.
    init(_ arguments: JSONObject) {
        let mode = arguments["x-match"]?.string.flatMap(Mode.init) ?? .all
        needsAll = mode.needsAll
        fields = arguments.members.filter {
            $0.key != "x-match" && (mode.countsX || !$0.key.hasPrefix("x-"))
        }
    }

    /// Throws what is wrong with the way of matching (406).
    static func check(_ arguments: JSONObject) throws(BrokerError) {
        guard let match = arguments["x-match"] else { return }
        let expected = "expected all, any, all-with-x, or any-with-x"
        guard let text = match.string else {
            let type = FieldType(of: match).rawValue
            throw .preconditionFailed(
                "Invalid x-match field type \(type) (value \(match.fieldText)); expected longstr"
            )
        }
        guard Mode(rawValue: text) != nil else {
            let binary = text.isEmpty ? "<<>>" : "<<\"\(text)\">>"
            throw .preconditionFailed("Invalid x-match field value \(binary); \(expected)")
        }
    }

    /// True when the fields of a message fit; without fields to look for, `all` of them do.
    func matches(_ headers: JSONObject) -> Bool {
        for field in fields {
            let fits: Bool
            if let value = headers[field.key] {
                fits = field.value.isNull || field.value.isSameField(as: value)
            } else {
                fits = false
            }
            if fits != needsAll { return fits }
        }
        return needsAll
    }
}
