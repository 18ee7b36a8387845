package import Infrastructure
package import JSON

/// A type that the body of a message can be read as.
///
/// A `Decodable` type needs no more than the name of this protocol.
package protocol EventBody: Sendable {
    init(eventBody payload: Payload) throws(EventError)
}

extension EventBody where Self: Decodable {
    package init(eventBody payload: Payload) throws(EventError) {
        let value = try JSONValue(eventBody: payload)
        do {
            self = try JSONValueDecoder.decode(Self.self, from: value)
        } catch {
            throw EventError(error)
        }
    }
}

extension Payload: EventBody {
    package init(eventBody payload: Payload) { self = payload }
}

extension String: EventBody {
    /// Any body is a text; a JSON string is the text in it.
    package init(eventBody payload: Payload) {
        if case .json(.string(let text)) = payload { self = text } else { self = payload.text }
    }
}

extension JSONValue: EventBody {
    package init(eventBody payload: Payload) throws(EventError) {
        guard let value = payload.json else {
            throw .undecodableBody(
                at: "",
                expected: "JSON",
                found: payload == .empty ? "nothing" : "another text"
            )
        }
        self = value
    }
}

/// What a handler may return to have it published.
package protocol EventResult: Sendable {
    /// The body of the result; nil publishes nothing.
    var resultPayload: Payload? { get }
}

extension Payload: EventResult {
    package var resultPayload: Payload? { self }
}

extension String: EventResult {
    package var resultPayload: Payload? { .text(self) }
}

extension JSONValue: EventResult {
    package var resultPayload: Payload? { .json(self) }
}

extension Optional: EventResult where Wrapped: EventResult {
    package var resultPayload: Payload? { self?.resultPayload }
}
