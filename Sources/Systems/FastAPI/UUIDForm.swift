/// The forms of a UUID that pydantic takes from a path, and what it says of other texts.
enum UUIDForm {
    /// Why a text is no UUID, in the words of the Rust library that pydantic reads it with.
    struct Flaw: Error, Equatable {
        let text: String
    }

    /// The UUID in lower case with its four dashes.
    ///
    /// Dashes may be left out; with them, braces around or `urn:uuid:` in front are let through.
    static func canonical(_ text: String) throws(Flaw) -> String {
        guard !isCanonical(text) else { return text }
        let (inner, isPlain) = unwrapped(text)
        let groups = try groups(of: inner)
        let lengths = groups.map(\.utf8.count)
        if isPlain, groups.count == 1 {
            guard lengths[0] == 32 else { throw Flaw(text: "invalid length: found \(lengths[0])") }
            return dashed(inner.lowercased())
        }
        guard groups.count == 5 else {
            throw Flaw(text: "invalid group count: expected 5, found \(groups.count)")
        }
        for (number, expected) in [8, 4, 4, 4, 12].enumerated() where lengths[number] != expected {
            throw Flaw(
                text: "invalid group length in group \(number): "
                    + "expected \(expected), found \(lengths[number])"
            )
        }
        return inner.lowercased()
    }

    /// True for a text that has the form already: the usual case, told without making anything.
    static func isCanonical(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        let answer = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            for place in 0..<36 {
                let isDash = place == 8 || place == 13 || place == 18 || place == 23
                let byte = unsafe bytes[place]
                if isDash ? byte != UInt8(ascii: "-") : !isDigit(byte) { return false }
            }
            return true
        }
        return answer ?? isCanonical(String(decoding: Array(text.utf8), as: UTF8.self))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte &- 97 < 6
    }

    private static func unwrapped(_ text: String) -> (inner: Substring, isPlain: Bool) {
        let scheme = "urn:uuid:"
        if text.hasPrefix(scheme) { return (text.dropFirst(scheme.count), false) }
        if text.utf8.count > 1, text.hasPrefix("{"), text.hasSuffix("}") {
            return (text.dropFirst().dropLast(), false)
        }
        return (text[...], true)
    }

    /// What stands between the dashes, which has to be hexadecimal.
    private static func groups(of text: Substring) throws(Flaw) -> [Substring] {
        var place = 0
        for scalar in text.unicodeScalars {
            guard scalar == "-" || scalar.isASCII && scalar.properties.isASCIIHexDigit else {
                throw Flaw(text: "invalid character: found `\(scalar)` at \(place)")
            }
            place += 1
        }
        return text.split(separator: "-", omittingEmptySubsequences: false)
    }

    private static func dashed(_ digits: String) -> String {
        var dashed = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { dashed.append("-") }
            dashed.append(digit)
        }
        return dashed
    }
}
