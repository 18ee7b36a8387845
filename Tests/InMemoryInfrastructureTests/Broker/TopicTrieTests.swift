import Testing

@testable import InMemoryInfrastructure

/// Rule B1.9, against the definition (AMQP 0-9-1, 3.1.3.3).
struct TopicTrieTests {
    /// The rule as it is written down, word by word; nothing of it is shared with the trie.
    private static func oracle(_ pattern: ArraySlice<String>, _ key: ArraySlice<String>) -> Bool {
        guard let word = pattern.first else { return key.isEmpty }
        if word == "#" {
            return oracle(pattern.dropFirst(), key)
                || (!key.isEmpty && oracle(pattern, key.dropFirst()))
        }
        guard let first = key.first else { return false }
        return (word == "*" || word == first) && oracle(pattern.dropFirst(), key.dropFirst())
    }

    /// All lists of at most `length` words of an alphabet; one empty word alone is written like no
    /// word at all, and left out.
    private static func lists(_ alphabet: [String], upTo length: Int) -> [[String]] {
        var lists: [[String]] = [[]]
        var last = lists
        for _ in 0..<length {
            last = last.flatMap { list in alphabet.map { list + [$0] } }
            lists += last
        }
        return lists.filter { $0 != [""] }
    }

    @Test func `every small pattern matches every small key as the oracle says`() {
        let patterns = Self.lists(["a", "", "*", "#"], upTo: 4)
        var trie = TopicTrie()
        for (number, pattern) in patterns.enumerated() {
            trie.insert(number, pattern: pattern.joined(separator: "."))
        }
        for key in Self.lists(["a", "b", ""], upTo: 5) {
            let found = trie.matches(TopicTrie.words(of: key.joined(separator: ".")))
            let expected = patterns.indices.filter { Self.oracle(patterns[$0][...], key[...]) }
            #expect(found == expected, "\(key)")
        }
    }

    @Test func `a pattern of many hashes takes no time`() {
        var trie = TopicTrie()
        trie.insert(0, pattern: Array(repeating: "#.a", count: 100).joined(separator: ".") + ".b")
        let key = Array(repeating: "a", count: 300).joined(separator: ".")
        #expect(trie.matches(TopicTrie.words(of: key)).isEmpty)
    }
}
