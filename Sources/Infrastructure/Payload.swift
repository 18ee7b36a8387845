package import JSON

/// What a request, a message or a key holds: a structured value in process, text at the edge.
///
/// Text is made only where somebody needs text: a socket, a command that looks at bytes, a file.
package enum Payload: Sendable, Equatable {
    case empty
    case text(String)
    case json(JSONValue)

    /// The payload as text; JSON in compact form.
    package var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .json(let value): JSONWriter.compact(value)
        }
    }

    /// The payload as a JSON value, or nil when it is none.
    package var json: JSONValue? {
        switch self {
        case .empty: nil
        case .text(let text): try? JSONReader.value(text)
        case .json(let value): value
        }
    }

    /// Payloads are equal when their texts are; structured ones are compared as values.
    package static func == (left: Payload, right: Payload) -> Bool {
        switch (left, right) {
        case (.empty, .empty): true
        case (.json(let left), .json(let right)): left == right
        default: left.text == right.text
        }
    }
}
