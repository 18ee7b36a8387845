import Infrastructure
import JSON

/// The size of bodies, of which a proxy in front of services lets only so much through.
enum BodySize {
    /// One megabyte, as nginx has it where nobody says otherwise.
    static let limit = 1_048_576

    /// True for a body that the proxy refuses.
    ///
    /// Values are written out only where an upper bound of their length is above the limit.
    static func isTooLarge(_ body: Payload) -> Bool {
        switch body {
        case .empty: false
        case .json(let value): bound(of: value) > limit && body.byteCount > limit
        case .text, .bytes: body.byteCount > limit
        }
    }

    /// At least as many bytes as the value has in compact form.
    private static func bound(of value: JSONValue) -> Int {
        switch value {
        case .null, .bool: return 5
        case .integer, .number: return 25
        case .string(let text): return bound(of: text)
        case .array(let elements):
            var sum = 2
            for place in elements.indices { sum += bound(of: elements[place]) + 1 }
            return sum
        case .object(let object):
            var sum = 2
            for place in object.members.indices {
                sum += bound(of: object.members[place].key) + 2
                sum += bound(of: object.members[place].value)
            }
            return sum
        }
    }

    /// A control character takes six bytes.
    private static func bound(of text: String) -> Int { text.utf8.count * 6 + 2 }
}
