/// The bindings of a topic exchange by the words of their keys.
///
/// In a pattern, `*` stands for one word and `#` for any number of them, none included.
///
/// A message costs what its words cost, however many bindings there are (RabbitMQ,
/// `rabbit_exchange_type_topic`). Bindings are numbers of the caller's.
struct TopicTrie {
    private struct Node {
        var children: [Substring: Int] = [:]
        var bindings: [Int] = []
    }

    private var nodes = [Node()]

    /// The words of a key or a pattern: `a.` has two, the second of which is empty (B1.9).
    static func words(of key: String) -> [Substring] {
        key.isEmpty ? [] : key.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// Adds a binding under its pattern.
    mutating func insert(_ binding: Int, pattern: String) {
        var node = 0
        for word in Self.words(of: pattern) {
            if let child = nodes[node].children[word] {
                node = child
            } else {
                nodes.append(Node())
                nodes[node].children[word] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node].bindings.append(binding)
    }

    /// The bindings whose patterns fit, in ascending order, each once.
    func matches(_ words: [Substring]) -> [Int] {
        var found: [Int] = []
        // A pattern with several `#` comes to the same place in several ways; one is enough.
        var seen: Set<Int> = []
        var open = [(node: 0, word: 0)]
        while let (node, word) = open.popLast() {
            guard seen.insert(node * (words.count + 1) + word).inserted else { continue }
            if let hash = nodes[node].children["#"] {
                for next in word...words.count { open.append((hash, next)) }
            }
            if word == words.count {
                found += nodes[node].bindings
            } else {
                if let star = nodes[node].children["*"] { open.append((star, word + 1)) }
                // A word of the key is never a wildcard (B1.9).
                let text = words[word]
                if text != "*", text != "#", let child = nodes[node].children[text] {
                    open.append((child, word + 1))
                }
            }
        }
        return found.sorted()
    }
}
