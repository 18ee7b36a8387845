import JSON

/// Decodes types from JSON values, without a text in between.
struct JSONValueDecoder: Decoder {
    let value: JSONValue
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from value: JSONValue
    ) throws -> Value {
        try Value(from: JSONValueDecoder(value: value, codingPath: []))
    }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object) = value else { throw mismatch("an object") }
        return KeyedDecodingContainer(
            JSONMembers<Key>(object: object, codingPath: codingPath)
        )
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch("an array") }
        return JSONElements(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func mismatch(_ expected: String) -> EventError {
        .undecodableBody(
            at: codingPath.map(\.stringValue).joined(separator: "."),
            expected: expected,
            found: JSONWriter.compact(value)
        )
    }

    func nested(_ value: JSONValue, at key: any CodingKey) -> JSONValueDecoder {
        JSONValueDecoder(value: value, codingPath: codingPath + [key])
    }

    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
        guard let number = value.integer, let integer = Integer(exactly: number) else {
            throw mismatch("a whole number")
        }
        return integer
    }
}

extension JSONValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let bool = value.bool else { throw mismatch("true or false") }
        return bool
    }

    func decode(_ type: String.Type) throws -> String {
        guard let string = value.string else { throw mismatch("a text") }
        return string
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let number = value.number else { throw mismatch("a number") }
        return number
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == JSONValue.self, let value = value as? Value { return value }
        return try Value(from: self)
    }
}

/// A key of an object, or the place of an element.
struct JSONKey: CodingKey {
    let stringValue: String
    var intValue: Int? { Int(stringValue) }

    init(stringValue: String) { self.stringValue = stringValue }
    init(intValue: Int) { stringValue = String(intValue) }
}

extension EventError {
    /// What decoding threw, in our words.
    init(_ error: any Error) {
        if let error = error as? EventError { self = error; return }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context)?:
            self = Self.at(context.codingPath + [key], "a value", found: "nothing")
        case .dataCorrupted(let context)?:
            self = Self.at(context.codingPath, context.debugDescription, found: "another value")
        case .valueNotFound(let type, let context)?:
            self = Self.at(context.codingPath, "\(type)", found: "null")
        case .typeMismatch(let type, let context)?:
            self = Self.at(context.codingPath, "\(type)", found: "another type")
        default:
            self = .undecodableBody(at: "", expected: "a body of that type", found: "\(error)")
        }
    }

    private static func at(
        _ path: [any CodingKey],
        _ expected: String,
        found: String
    ) -> EventError {
        let place = path.map(\.stringValue).joined(separator: ".")
        return .undecodableBody(at: place, expected: expected, found: found)
    }
}
