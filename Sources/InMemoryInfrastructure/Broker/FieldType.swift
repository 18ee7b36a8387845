import JSON

/// The type of a value in a field table (AMQP 0-9-1, 4.2.5.5, with RabbitMQ's names).
enum FieldType: String {
    case bool
    case signedint
    case long
    case double
    case longstr
    case array
    case table
    case void

    /// As a client sends it: a whole number takes 32 bits when it fits.
    init(of value: JSONValue) {
        switch value {
        case .null: self = .void
        case .bool: self = .bool
        case .integer(let integer): self = Int32(exactly: integer) == nil ? .long : .signedint
        case .number: self = .double
        case .string: self = .longstr
        case .array: self = .array
        case .object: self = .table
        }
    }
}

extension JSONValue {
    /// The value as RabbitMQ prints it in an error.
    var fieldText: String {
        isNull ? "undefined" : string ?? JSONWriter.compact(self)
    }

    /// Equal as Erlang has it: 1 is 1.0, but not "1", nor true (B1.10).
    func isSameField(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.integer(let integer), .number(let number)),
            (.number(let number), .integer(let integer)):
            Double(integer) == number
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        default: self == other
        }
    }
}
