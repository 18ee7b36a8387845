/// The binding key of a topic exchange: `*` stands for one word, `#` for any number of them.
///
/// The empty key has no words; `a.` has two, the second of which is empty (rule B1.9).
struct TopicPattern: Sendable {
    private let words: [Substring]

    init(_ text: String) {
        words = Self.words(of: text)
    }

    /// The words of a key.
    static func words(of key: String) -> [Substring] {
        key.isEmpty ? [] : key.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// True when the words of a routing key fit.
    ///
    /// Works like a glob: at a mismatch, the last `#` takes one word more. Time is at most the
    /// product of both lengths, whatever the pattern.
    func matches(_ key: [Substring]) -> Bool {
        var place = 0
        var word = 0
        var lastHash: (place: Int, word: Int)?
        while word < key.count {
            if place < words.count, words[place] == "#" {
                lastHash = (place, word)
                place += 1
            } else if place < words.count, words[place] == "*" || words[place] == key[word] {
                place += 1
                word += 1
            } else if let hash = lastHash {
                lastHash = (hash.place, hash.word + 1)
                place = hash.place + 1
                word = hash.word + 1
            } else {
                return false
            }
        }
        while place < words.count, words[place] == "#" { place += 1 }
        return place == words.count
    }
}
