import JSON
import TestSupport
import Testing

@testable import InMemoryInfrastructure

/// Rule B1.9.
struct TopicPatternTests {
    private func matches(_ pattern: String, _ key: String) -> Bool {
        TopicPattern(pattern).matches(TopicPattern.words(of: key))
    }

    /// The rule as it is written down, word by word; nothing of it is shared with the matcher.
    private static func oracle(_ pattern: ArraySlice<String>, _ key: ArraySlice<String>) -> Bool {
        guard let word = pattern.first else { return key.isEmpty }
        if word == "#" {
            return oracle(pattern.dropFirst(), key)
                || (!key.isEmpty && oracle(pattern, key.dropFirst()))
        }
        guard let first = key.first else { return false }
        return (word == "*" || word == first) && oracle(pattern.dropFirst(), key.dropFirst())
    }

    /// All lists of at most `length` words of an alphabet.
    private static func lists(_ alphabet: [String], upTo length: Int) -> [[String]] {
        var lists: [[String]] = [[]]
        var last = lists
        for _ in 0..<length {
            last = last.flatMap { list in alphabet.map { list + [$0] } }
            lists += last
        }
        return lists
    }

    @Test func `every small pattern matches every small key as the oracle says`() {
        let patterns = Self.lists(["a", "", "*", "#"], upTo: 4)
        let keys = Self.lists(["a", "b", ""], upTo: 5)
        var wrong: [String] = []
        // One empty word alone is written like no word at all.
        for pattern in patterns where pattern != [""] {
            let compiled = TopicPattern(pattern.joined(separator: "."))
            for key in keys where key != [""] {
                let words = TopicPattern.words(of: key.joined(separator: "."))
                if compiled.matches(words) != Self.oracle(pattern[...], key[...]) {
                    wrong.append("\(pattern) \(key)")
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func `a real broker matched the same keys`() throws {
        let text = try PackageFiles.text(
            "Tests/InMemoryInfrastructureTests/Vectors/broker-topics.json"
        )
        let recording = try JSONReader.value(text)
        let keys = try #require(recording["keys"]?.strings)
        let patterns = try #require(recording["patterns"]?.strings)
        var wrong: [String] = []
        for pattern in patterns {
            let recorded = try #require(recording["matches"]?[pattern]?.strings)
            for key in keys where matches(pattern, key) != recorded.contains(key) {
                wrong.append("\(pattern) \(key)")
            }
        }
        #expect(wrong == [])
        #expect(patterns.count * keys.count == 13_182)
    }

    @Test(
        arguments: [
            ("#", "", true), ("", "", true), ("*", "", false), ("a.#", "a", true),
            ("#.a", "a", true), ("*.*", ".", true), ("a.*", "a.", true), ("A", "a", false),
            ("a*", "ab", false), ("#.#", "", true), ("*.#", "", false),
        ]
    )
    func `the corner cases`(_ pattern: String, _ key: String, _ fits: Bool) {
        #expect(matches(pattern, key) == fits)
    }

    @Test func `a pattern of many hashes takes no time`() {
        let pattern = Array(repeating: "#.a", count: 300).joined(separator: ".") + ".b"
        let key = Array(repeating: "a", count: 2000).joined(separator: ".")
        #expect(!matches(pattern, key))
    }
}

extension JSONValue {
    /// The texts of an array of texts.
    var strings: [String]? {
        guard case .array(let values) = self else { return nil }
        return values.compactMap { value in
            guard case .string(let text) = value else { return nil }
            return text
        }
    }
}
