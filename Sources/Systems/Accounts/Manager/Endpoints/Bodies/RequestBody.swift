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

extension JSONObject {
    /// The text under a key, or nothing where there is none or null; nil for anything else.
    func optionalText(_ key: String) -> String?? {
        switch self[key] {
        case .none, .some(.null): .some(nil)
        case .some(.string(let text)): .some(text)
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
