import Infrastructure
package import JSON

/// The parameters of a path with the values of one message, read where they are asked for.
///
/// Values are texts, as the source has them: the header 17 is `"17"`. Whoever wants a type says so.
@dynamicMemberLookup
package struct PathParameters: Sendable {
    package let path: EventPath
    let message: EventMessage

    /// `event.path.model_id`: the text of a parameter; nil when the path has none of that name.
    package subscript(dynamicMember name: String) -> String? { self[name] }

    /// The text of a parameter; nil when the path has none of that name.
    package subscript(name: String) -> String? {
        value(name).map { $0.string ?? JSONWriter.compact($0) }
    }

    /// A parameter in a type: `require("model_id", as: Int.self)`.
    package func require<Value: PathParameterValue>(
        _ name: String,
        as type: Value.Type = Value.self
    ) throws(EventError) -> Value {
        guard let value = value(name) else {
            throw .unknownParameter(path: path.description, name: name)
        }
        guard let parameter = Value(parameter: value) else {
            throw .wrongParameter(
                path: path.description,
                name: name,
                expected: Value.parameterName,
                found: JSONWriter.compact(value)
            )
        }
        return parameter
    }

    private func value(_ name: String) -> JSONValue? {
        guard path.parameters.contains(name) else { return nil }
        if path.matching == .path {
            return path.place(of: name).map { .string(message.words[$0]) }
        }
        if name == EventHeaders.body { return .string(String(eventBody: message.message.body)) }
        return message.message.headers[name]
    }
}

/// A type that parameters of a path can have.
package protocol PathParameterValue: Sendable {
    /// How errors call it.
    static var parameterName: String { get }

    /// Nil where the value is none of this type.
    init?(parameter: JSONValue)
}

extension String: PathParameterValue {
    package static var parameterName: String { "a text" }

    package init?(parameter: JSONValue) {
        self = parameter.string ?? JSONWriter.compact(parameter)
    }
}

extension Int: PathParameterValue {
    package static var parameterName: String { "a whole number" }

    package init?(parameter: JSONValue) {
        if let number = parameter.integer {
            self.init(exactly: number)
        } else {
            guard let text = parameter.string else { return nil }
            self.init(text)
        }
    }
}

extension Double: PathParameterValue {
    package static var parameterName: String { "a number" }

    package init?(parameter: JSONValue) {
        if let number = parameter.number {
            self = number
        } else {
            guard let text = parameter.string, let number = JSONNumber(text)?.double else {
                return nil
            }
            self = number
        }
    }
}

extension Bool: PathParameterValue {
    package static var parameterName: String { "true or false" }

    package init?(parameter: JSONValue) {
        if let bool = parameter.bool {
            self = bool
        } else {
            guard let text = parameter.string else { return nil }
            self.init(text)
        }
    }
}
