/// A value with the position of every part, as a user's file is read.
package struct JSONNode: Sendable {
    package enum Value: Sendable {
        case null
        case bool(Bool)
        case number(JSONNumber)
        case string(String)
        case array([JSONNode])
        case object([JSONMember])
    }

    /// The first character of the value.
    package let position: JSONPosition
    package let value: Value

    package init(position: JSONPosition, value: Value) {
        self.position = position
        self.value = value
    }

    /// Gives every part of a value one position, such as that of a default or an override.
    package init(value: JSONValue, position: JSONPosition) {
        self.position = position
        self.value =
            switch value {
            case .null: .null
            case .bool(let bool): .bool(bool)
            case .integer(let integer): .number(JSONNumber(integer))
            case .number(let number): .number(JSONNumber(number))
            case .string(let string): .string(string)
            case .array(let elements):
                .array(elements.map { JSONNode(value: $0, position: position) })
            case .object(let object):
                .object(object.members.map { JSONMember($0, position: position) })
            }
    }

    /// What the value is, with its article, for messages such as "expected a string".
    package var kind: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The member of an object, or nil when there is none or this is no object.
    ///
    /// Of several with one key it is the last, as in `jsonValue()`.
    package subscript(key: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The value without positions.
    ///
    /// A number becomes an integer where it is one that fits in 64 bits, and else the nearest
    /// `Double`, at most the greatest finite one. Of several members with one key the last counts.
    package func jsonValue() -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .number(let number): number.jsonValue
        case .string(let string): .string(string)
        case .array(let elements): .array(elements.map { $0.jsonValue() })
        case .object(let members):
            .object(JSONObject(members.map { ($0.key, $0.value.jsonValue()) }))
        }
    }
}
