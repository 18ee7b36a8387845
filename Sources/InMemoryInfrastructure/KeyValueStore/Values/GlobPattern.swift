/// A pattern of keys: `*`, `?`, `[ab]`, `[^a]`, `[a-c]`, and `\x` for x itself.
///
/// It answers as `stringmatchlen` of Redis does, byte by byte, odd cases included: a class that is
/// not closed ends with the pattern, and no text is empty for it (C8.1).
struct GlobPattern {
    private let pattern: [UInt8]

    init(_ text: String) {
        pattern = Array(text.utf8)
    }

    func matches(_ text: String) -> Bool {
        var attempt = Attempt(pattern: pattern, text: Array(text.utf8))
        return attempt.matches(0, 0)
    }

    /// One text against the pattern.
    private struct Attempt {
        let pattern: [UInt8]
        let text: [UInt8]

        /// Places behind a star, and in the text, from which there was no match; they are not
        /// tried again, so that the time is at most the product of both lengths, times one.
        private var failed: Set<Int> = []

        init(pattern: [UInt8], text: [UInt8]) {
            self.pattern = pattern
            self.text = text
        }

        /// A byte of the pattern; behind its end there is a 0, as in C.
        private func byte(_ place: Int) -> UInt8 { place < pattern.count ? pattern[place] : 0 }

        mutating func matches(_ start: Int, _ from: Int) -> Bool {
            var (place, letter) = (start, from)
            while place < pattern.count, letter < text.count {
                switch pattern[place] {
                case UInt8(ascii: "*"): return matchesStar(place, letter)
                case UInt8(ascii: "?"): break
                case UInt8(ascii: "["):
                    guard matchesClass(&place, text[letter]) else { return false }
                case UInt8(ascii: "\\") where place + 1 < pattern.count:
                    place += 1
                    guard pattern[place] == text[letter] else { return false }
                default:
                    guard pattern[place] == text[letter] else { return false }
                }
                letter += 1
                place += 1
                if letter == text.count {
                    while byte(place) == UInt8(ascii: "*") { place += 1 }
                }
            }
            return place >= pattern.count && letter == text.count
        }

        private mutating func matchesStar(_ star: Int, _ from: Int) -> Bool {
            var place = star
            while byte(place + 1) == UInt8(ascii: "*") { place += 1 }
            guard place + 1 < pattern.count else { return true }
            for letter in from..<text.count {
                let attempt = place * (text.count + 1) + letter
                guard !failed.contains(attempt) else { continue }
                if matches(place + 1, letter) { return true }
                failed.insert(attempt)
            }
            return false
        }

        /// Tells whether a class holds a letter; `place` moves to its last byte.
        private func matchesClass(_ place: inout Int, _ letter: UInt8) -> Bool {
            place += 1
            let isNegated = byte(place) == UInt8(ascii: "^")
            if isNegated { place += 1 }
            var holds = false
            while true {
                let left = pattern.count - place
                if left >= 2, pattern[place] == UInt8(ascii: "\\") {
                    place += 1
                    if pattern[place] == letter { holds = true }
                } else if byte(place) == UInt8(ascii: "]") {
                    break
                } else if left <= 0 {
                    place = pattern.count - 1
                    break
                } else if left >= 3, pattern[place + 1] == UInt8(ascii: "-") {
                    // Letters are signed in C.
                    let bounds = [pattern[place], pattern[place + 2]].map(Int8.init(bitPattern:))
                    let letter = Int8(bitPattern: letter)
                    place += 2
                    if letter >= min(bounds[0], bounds[1]), letter <= max(bounds[0], bounds[1]) {
                        holds = true
                    }
                } else if pattern[place] == letter {
                    holds = true
                }
                place += 1
            }
            return holds != isNegated
        }
    }
}
