package import JSON

/// What a request, a message or a key holds: a structured value in process, text at the edge.
///
/// Text is made only where somebody needs text: a socket, a command that looks at bytes, a file.
package enum Payload: Sendable, Equatable {
    case empty
    case text(String)
    case json(JSONValue)
    /// Bytes that are not valid UTF-8: a part of a text, cut in the middle of a character.
    case bytes([UInt8])

    /// Takes bytes; they are text where they can be.
    package init(bytes: [UInt8]) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self = .text(text)
        } else {
            self = .bytes(bytes)
        }
    }

    /// The payload as text; JSON in compact form, bytes that are no text repaired with U+FFFD.
    package var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .json(let value): JSONWriter.compact(value)
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The payload as a JSON value, or nil when it is none.
    package var json: JSONValue? {
        switch self {
        case .empty, .bytes: nil
        case .text(let text): try? JSONReader.value(text)
        case .json(let value): value
        }
    }

    /// The bytes of the payload; text in UTF-8.
    package var utf8: [UInt8] {
        switch self {
        case .empty: []
        case .text(let text): Array(text.utf8)
        case .json(let value): Array(JSONWriter.compact(value).utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// The number of bytes of the payload.
    package var byteCount: Int {
        switch self {
        case .empty: 0
        case .text(let text): text.utf8.count
        case .json(let value): JSONWriter.compact(value).utf8.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// Payloads are equal when their bytes are; structured ones are compared as values.
    ///
    /// Swift's own equality of texts would take two spellings of an accented letter for one.
    package static func == (left: Payload, right: Payload) -> Bool {
        switch (left, right) {
        case (.empty, .empty): true
        case (.json(let left), .json(let right)): left == right
        case (.text(let left), .text(let right)): haveSameBytes(left, right)
        default: left.utf8 == right.utf8
        }
    }

    private static func haveSameBytes(_ left: String, _ right: String) -> Bool {
        let count = left.utf8.count
        guard count == right.utf8.count else { return false }
        let found: Bool?? = unsafe left.utf8.withContiguousStorageIfAvailable { first in
            unsafe right.utf8.withContiguousStorageIfAvailable { second in
                var place = 0
                while place < count {
                    let (one, other) = unsafe (first[place], second[place])
                    if one != other { return false }
                    place += 1
                }
                return true
            }
        }
        return (found ?? nil) ?? left.utf8.elementsEqual(right.utf8)
    }
}
