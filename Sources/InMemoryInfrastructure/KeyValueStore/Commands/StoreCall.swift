import Infrastructure

/// The words of one command; the first is its name.
///
/// Words are payloads, so that a structured value comes through a typed method as it is.
struct StoreCall {
    let words: [Payload]

    init(_ words: [Payload]) {
        self.words = words
    }

    init(_ words: [String]) {
        self.words = words.map { .text($0) }
    }

    var count: Int { words.count }
    var indices: Range<Int> { words.indices }

    /// A word as text.
    subscript(place: Int) -> String { words[place].text }

    /// The words from a place on, as texts.
    func texts(from place: Int) -> [String] { words[place...].map(\.text) }

    /// True when a word is an option, in whatever case.
    func word(_ place: Int, is option: StaticString) -> Bool {
        guard place < words.count else { return false }
        let word = self[place].utf8
        guard word.count == option.utf8CodeUnitCount else { return false }
        return option.withUTF8Buffer { option in
            var index = 0
            for byte in word {
                let letter = unsafe option[index]
                guard byte.asciiUppercased == letter else { return false }
                index += 1
            }
            return true
        }
    }

    /// A word as a 64-bit integer in its plain form.
    func integer(
        _ place: Int,
        or error: KeyValueStoreError = .notAnInteger
    ) throws(KeyValueStoreError) -> Int64 {
        guard let integer = words[place].plainInteger else { throw error }
        return integer
    }

    /// A word as an integer of 32 bits, as the numbers of databases are.
    func smallInteger(
        _ place: Int,
        or error: KeyValueStoreError? = nil
    ) throws(KeyValueStoreError) -> Int {
        let integer = try integer(place, or: error ?? .notAnInteger)
        guard let small = Int32(exactly: integer) else { throw error ?? .beyondSmallInteger }
        return Int(small)
    }
}

extension Payload {
    /// The integer that a payload is: no sign `+`, no leading zeros, no spaces.
    var plainInteger: Int64? {
        switch self {
        case .text(let text): Int64(plain: text)
        case .empty: nil
        case .json, .bytes: Int64(plain: text)
        }
    }
}

extension Int64 {
    /// Reads an integer as Redis does: no sign `+`, no leading zeros, no spaces, no `-0`.
    init?(plain text: String) {
        let bytes = text.utf8
        guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
        var sum: Int64 = 0
        var isNegative = false
        var digits = 0
        for byte in bytes {
            if digits == 0, !isNegative, byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            let digit = Int64(byte) - 48
            guard digit >= 0, digit <= 9, digits == 0 || sum != 0 else { return nil }
            let (product, isTooMuch) = sum.multipliedReportingOverflow(by: 10)
            // Negative all along, since the least number has no positive counterpart.
            let (next, isTooLittle) = product.subtractingReportingOverflow(digit)
            guard !isTooMuch, !isTooLittle else { return nil }
            sum = next
            digits += 1
        }
        guard digits > 0, !(isNegative && sum == 0) else { return nil }
        guard !isNegative else {
            self = sum
            return
        }
        guard sum != .min else { return nil }
        self = -sum
    }
}

extension UInt8 {
    var asciiUppercased: UInt8 { self >= 97 && self <= 122 ? self - 32 : self }
    var asciiLowercased: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }
}

extension String {
    /// True when the bytes are the same; Swift's own equality takes spellings for one another.
    func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// The text with the letters of ASCII in upper case.
    var asciiUppercased: String {
        String(decoding: utf8.map(\.asciiUppercased), as: UTF8.self)
    }

    /// The text with the letters of ASCII in lower case.
    var asciiLowercased: String {
        String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
    }
}
