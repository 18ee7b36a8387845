import Infrastructure
import Testing

@testable import InMemoryInfrastructure

/// A rule of Redis as a script: calls with what comes of them, one a line.
///
/// `GET k → "v"`: texts are quoted, numbers and statuses are not, errors have their text. A line
/// may begin with another client than `a` (`b: GET k → nil`), and `+30ms` lets time pass. What
/// others get follows a bar: `RPUSH l x → 1 | b gets ["l", "x"]`.
struct StoreRule: CustomTestStringConvertible, Sendable {
    /// The rule, by the numbers that the tests of the store go by.
    let name: String

    /// Where it is written: a page below redis.io/docs/latest, or a file of Redis 7.0.
    let source: String
    let script: String
    var settings = StoreSettings()

    var testDescription: String { "\(name) (\(source))" }

    init(_ name: String, _ source: String, _ script: String) {
        self.name = name
        self.source = source
        self.script = script
    }

    func with(_ settings: StoreSettings) -> StoreRule {
        var rule = self
        rule.settings = settings
        return rule
    }

    /// Carries the script out and reports each line whose outcome differs.
    func check(sourceLocation: SourceLocation = #_sourceLocation) {
        var desk = StoreDesk(settings)
        for line in script.split(separator: "\n").map(String.init) where !line.isEmpty {
            let parts = line.components(around: " → ")
            let got = desk.perform(parts[0])
            let expected = parts.count > 1 ? parts[1] : ""
            guard got != expected else { continue }
            Issue.record("\(testDescription): \(line)\ngot \(got)", sourceLocation: sourceLocation)
            return
        }
    }
}

/// Some clients of a store.
struct StoreDesk {
    var state: StoreState
    private var instant: Int64 = 0
    private var clients: [(name: String, number: Int)] = []

    init(_ settings: StoreSettings) {
        state = StoreState(settings)
    }

    /// Carries out one line and says what came of it.
    mutating func perform(_ line: String) -> String {
        if line.hasPrefix("+"), let time = Int64(line.dropFirst().prefix { $0.isNumber }) {
            instant += time * 1_000_000
            return ""
        }
        let parts = line.components(around: ": ")
        let (client, text) = parts.count > 1 ? (parts[0], parts[1]) : ("a", line)
        let number = number(of: client)
        let words = Self.words(text)
        if words == ["TIMEOUT"] { return Self.text(state.giveUpWaiting(number)) }
        if words == ["CLOSE"] {
            state.closeConnection(number)
            clients.removeAll { $0.number == number }
            return ""
        }
        var outcome: String
        switch state.execute(words, on: number, at: instant) {
        case .reply(let reply): outcome = Self.text(reply)
        case .waiting(nil): outcome = "waits"
        case .waiting(let until?): outcome = "waits until \(until / 1_000_000)ms"
        }
        for effect in state.takeEffects() { outcome += " | \(describe(effect))" }
        return outcome
    }

    private mutating func number(of client: String) -> Int {
        if let known = clients.first(where: { $0.name == client }) { return known.number }
        let number = state.openConnection()
        clients.append((client, number))
        return number
    }

    private func describe(_ effect: StoreEffect) -> String {
        func client(_ number: Int) -> String {
            clients.first { $0.number == number }?.name ?? "\(number)"
        }
        switch effect {
        case .answer(let reply, let number): return "\(client(number)) gets \(Self.text(reply))"
        case .message(let payload, let channel, let pattern, let number):
            let way = pattern.map { "\($0) " } ?? ""
            return "\(client(number)) hears \(way)\(channel) \"\(payload.text)\""
        }
    }

    /// The words of a line; those with spaces or none at all stand in quotes.
    private static func words(_ text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .flatMap { place, part in
                place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
            }
    }

    static func text(_ reply: StoreReply) -> String {
        switch reply {
        case .status(let status): status
        case .integer(let integer): "\(integer)"
        case .bulk(.bytes(let bytes)): "\(bytes)"
        case .bulk(let payload): "\"\(payload.text)\""
        case .null: "nil"
        case .array(let elements): "[\(elements.map(text).joined(separator: ", "))]"
        case .error(let text): text
        }
    }
}

extension String {
    /// The parts before and after the first place of a separator; the whole where it is missing.
    fileprivate func components(around separator: String) -> [String] {
        guard let range = firstRange(of: separator) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
