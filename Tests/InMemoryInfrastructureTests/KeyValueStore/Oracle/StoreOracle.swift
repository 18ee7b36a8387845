import Infrastructure

/// A store as plain as can be, to compare the real one with: a dictionary, arrays, linear scans.
///
/// It is written from the documentation of Redis, apart from the implementation. Keys that have
/// expired go before every command.
struct StoreOracle {
    enum Value: Equatable {
        case string(String)
        case hash([Pair])
        case list([String])
        case set([String])
        case scores([Score])

        var isEmpty: Bool {
            switch self {
            case .string: false
            case .hash(let pairs): pairs.isEmpty
            case .list(let elements): elements.isEmpty
            case .set(let members): members.isEmpty
            case .scores(let scores): scores.isEmpty
            }
        }

        var type: String {
            switch self {
            case .string: "string"
            case .hash: "hash"
            case .list: "list"
            case .set: "set"
            case .scores: "zset"
            }
        }
    }

    struct Pair: Equatable {
        var field: String
        var value: String
    }

    struct Score: Equatable {
        var member: String
        var score: Double
    }

    struct Key {
        var value: Value
        var expiry: Int64?
    }

    enum Fault: Error {
        case text(String)
    }

    var keys: [String: Key] = [:]
    var now: Int64 = 0

    static let wrongType = Fault.text(
        "WRONGTYPE Operation against a key holding the wrong kind of value"
    )
    static let notInteger = Fault.text("ERR value is not an integer or out of range")
    static let notFloat = Fault.text("ERR value is not a valid float")
    static let syntax = Fault.text("ERR syntax error")
    static let noKey = Fault.text("ERR no such key")

    mutating func answer(_ call: [String]) -> StoreReply {
        keys = keys.filter { ($0.value.expiry ?? .max) >= now }
        do {
            if let reply = try answerStrings(call) { return reply }
            if let reply = try answerKeys(call) { return reply }
            if let reply = try answerHashes(call) { return reply }
            if let reply = try answerLists(call) { return reply }
            if let reply = try answerSets(call) { return reply }
            if let reply = try answerScores(call) { return reply }
            return .error("the oracle does not know \(call[0])")
        } catch Fault.text(let text) {
            return .error(text)
        } catch {
            return .error("\(error)")
        }
    }

    /// Puts a value in the place of a key's; the expiry stays, and an empty collection goes.
    mutating func put(_ key: String, _ value: Value) {
        guard !value.isEmpty else {
            keys[key] = nil
            return
        }
        keys[key] = Key(value: value, expiry: keys[key]?.expiry)
    }

    func string(_ key: String) throws -> String? {
        guard let value = keys[key]?.value else { return nil }
        guard case .string(let text) = value else { throw Self.wrongType }
        return text
    }

    static func number(_ count: Int) -> StoreReply { .integer(Int64(count)) }
    static func bulk(_ text: String?) -> StoreReply { text.map { .bulk(.text($0)) } ?? .null }
    static func bulks(_ texts: [String]) -> StoreReply { .array(texts.map { .bulk(.text($0)) }) }

    static func integer(_ text: String) throws -> Int64 {
        guard let value = Int64(text), "\(value)" == text else { throw notInteger }
        return value
    }

    /// Numbers that the generator of calls has written.
    static func int(_ text: String) -> Int { Int(text) ?? 0 }
    static func wide(_ text: String) -> Int64 { Int64(text) ?? 0 }
    static func double(_ text: some StringProtocol) -> Double { Double(text) ?? 0 }

    /// A number as text: without a fraction when it has none.
    static func text(_ number: Double) -> String {
        if number == .infinity { return "inf" }
        if number == -.infinity { return "-inf" }
        return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
