import Infrastructure
import JSON

/// The body of a request as an endpoint works with it.
protocol RequestBody {
    static var rule: BodyRule { get }

    /// Nil where a field is not right as it is; right bodies are read without making anything.
    init?(_ object: JSONObject)
}

extension RequestBody {
    /// Reads a body; problems are appended, and then there is none.
    static func read(_ body: Payload, _ problems: inout [RequestProblem]) -> Self? {
        if problems.isEmpty, case .json(.object(let object)) = body, let read = Self(object) {
            return read
        }
        let value = rule.checkBody(body, &problems)
        guard problems.isEmpty, case .object(let object) = value else { return nil }
        return Self(object)
    }
}

/// How long what is kept may be.
enum FieldLength {
    /// As the column for the holder of a lock has it.
    static let service = 1...100
    /// Longer than any link to a channel.
    static let channel = 0...255
    /// What one log entry takes of a message.
    static let message = 0...10_000
    /// The channels of one report.
    static let channels = 0...1000
}

extension JSONObject {
    /// The text under a key, of so many characters; nil for anything else.
    func text(_ key: String, in length: ClosedRange<Int>) -> String? {
        string(key).flatMap { Self.fits($0, length) ? $0 : nil }
    }

    /// There are at most as many characters as bytes, which are counted faster.
    private static func fits(_ text: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(text.utf8.count) || length.contains(text.unicodeScalars.count)
    }

    /// The text under a key, or nothing where there is none or null; nil for anything else.
    func optionalText(_ key: String, in length: ClosedRange<Int> = 0...(.max)) -> String?? {
        switch self[key] {
        case .none, .some(.null): .some(nil)
        case .some(.string(let text)) where Self.fits(text, length): .some(text)
        default: nil
        }
    }

    /// The whole number under a key, which is in a range; nothing and nil as for texts.
    func optionalInteger(_ key: String, in range: ClosedRange<Int64>) -> Int64?? {
        switch self[key] {
        case .none, .some(.null): .some(nil)
        case .some(.integer(let integer)) where range.contains(integer): .some(integer)
        default: nil
        }
    }

    /// True or false under a key, or what is usual; nil for anything else.
    func boolean(_ key: String, usually usual: Bool) -> Bool? {
        switch self[key] {
        case .none: usual
        case .some(.bool(let bool)): bool
        default: nil
        }
    }

    /// A count under a key, or zero; nil for anything else and for what is out of range.
    func count(_ key: String, in range: ClosedRange<Int64>) -> Int? {
        switch self[key] {
        case .none: 0
        case .some(.integer(let integer)) where range.contains(integer): Int(integer)
        default: nil
        }
    }
}
