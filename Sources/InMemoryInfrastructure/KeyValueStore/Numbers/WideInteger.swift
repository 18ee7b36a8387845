/// A whole number without limit and without sign, as far as decimal fractions need it.
struct WideInteger {
    /// From the lowest to the highest, without zeros at the end.
    private var words: [UInt32]

    init(_ value: UInt64) {
        words = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
        trim()
    }

    var isZero: Bool { words.isEmpty }

    /// The number of bits up to the highest one that is set.
    var bitWidth: Int {
        guard let last = words.last else { return 0 }
        return words.count * 32 - last.leadingZeroBitCount
    }

    /// The lowest 64 bits.
    var low: UInt64 {
        let first = words.first.map(UInt64.init) ?? 0
        return words.count > 1 ? first | UInt64(words[1]) << 32 : first
    }

    private mutating func trim() {
        while words.last == 0 { words.removeLast() }
    }

    /// Multiplies by a number and adds another.
    mutating func multiply(by factor: UInt32, adding summand: UInt32 = 0) {
        var carry = UInt64(summand)
        for place in words.indices {
            let product = UInt64(words[place]) * UInt64(factor) + carry
            words[place] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { words.append(UInt32(truncatingIfNeeded: carry)) }
        trim()
    }

    mutating func multiply(byPowerOfTen exponent: Int) {
        var rest = exponent
        while rest >= 9 {
            multiply(by: 1_000_000_000)
            rest -= 9
        }
        for _ in 0..<rest { multiply(by: 10) }
    }

    /// Divides by a number and returns the remainder.
    mutating func divide(by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for place in words.indices.reversed() {
            let part = remainder << 32 | UInt64(words[place])
            words[place] = UInt32(truncatingIfNeeded: part / UInt64(divisor))
            remainder = part % UInt64(divisor)
        }
        trim()
        return UInt32(truncatingIfNeeded: remainder)
    }

    static func << (value: WideInteger, bits: Int) -> WideInteger {
        guard !value.isZero, bits > 0 else { return value }
        var result = value
        let shift = bits % 32
        if shift > 0 {
            var carry: UInt32 = 0
            for place in result.words.indices {
                let word = result.words[place]
                result.words[place] = word << shift | carry
                carry = word >> (32 - shift)
            }
            if carry > 0 { result.words.append(carry) }
        }
        result.words.insert(contentsOf: [UInt32](repeating: 0, count: bits / 32), at: 0)
        return result
    }

    /// The number without its lowest bits, and whether one of those is set.
    func shiftedRight(_ bits: Int) -> (value: WideInteger, hasRemainder: Bool) {
        guard bits > 0 else { return (self, false) }
        let dropped = bits / 32
        guard dropped < words.count else { return (WideInteger(0), !isZero) }
        var result = self
        var hasRemainder = words[..<dropped].contains { $0 != 0 }
        result.words.removeFirst(dropped)
        let shift = bits % 32
        if shift > 0 {
            hasRemainder = hasRemainder || result.words[0] << (32 - shift) != 0
            for place in result.words.indices {
                let next = place + 1 < result.words.count ? result.words[place + 1] : 0
                result.words[place] = result.words[place] >> shift | next << (32 - shift)
            }
        }
        result.trim()
        return (result, hasRemainder)
    }

    func bit(_ index: Int) -> Bool {
        index / 32 < words.count && words[index / 32] >> (index % 32) & 1 == 1
    }

    static func + (left: WideInteger, right: WideInteger) -> WideInteger {
        var result = left
        var carry: UInt64 = 0
        for place in 0..<max(left.words.count, right.words.count) {
            if place == result.words.count { result.words.append(0) }
            let other = place < right.words.count ? right.words[place] : 0
            let sum = UInt64(result.words[place]) + UInt64(other) + carry
            result.words[place] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { result.words.append(UInt32(truncatingIfNeeded: carry)) }
        return result
    }

    /// The difference; the right one must not be greater.
    static func - (left: WideInteger, right: WideInteger) -> WideInteger {
        var result = left
        var borrow: Int64 = 0
        for place in result.words.indices {
            let other = place < right.words.count ? Int64(right.words[place]) : 0
            let difference = Int64(result.words[place]) - other - borrow
            borrow = difference < 0 ? 1 : 0
            result.words[place] = UInt32(truncatingIfNeeded: difference)
        }
        result.trim()
        return result
    }

    static func < (left: WideInteger, right: WideInteger) -> Bool {
        guard left.words.count == right.words.count else {
            return left.words.count < right.words.count
        }
        for place in left.words.indices.reversed() where left.words[place] != right.words[place] {
            return left.words[place] < right.words[place]
        }
        return false
    }

    /// The number in decimal digits.
    var decimal: String {
        guard !isZero else { return "0" }
        var rest = self
        var parts: [UInt32] = []
        while !rest.isZero { parts.append(rest.divide(by: 1_000_000_000)) }
        return parts.reversed().enumerated().map { place, part in
            let digits = String(part)
            return place == 0 ? digits : String(repeating: "0", count: 9 - digits.count) + digits
        }.joined()
    }
}
