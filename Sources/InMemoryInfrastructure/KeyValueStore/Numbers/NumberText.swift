/// A number as C writes it, without its sign: `12.5e3`, or in hexadecimal `0x1.8p4`.
struct NumberText {
    /// All digits as one whole number.
    private(set) var digits = WideInteger(0)

    /// 10, or 2 for hexadecimal.
    let base: Int

    /// The number is `digits · base^exponent`; at most 100,000 either way.
    private(set) var exponent = 0

    /// Reads all of a text, in lower case; nil when it is no number.
    init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let isHexadecimal = bytes.starts(with: [48, 120])
        base = isHexadecimal ? 2 : 10
        if isHexadecimal { bytes = bytes.dropFirst(2) }
        var hasDigits = false
        var isBehindPoint = false
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !isBehindPoint {
                isBehindPoint = true
            } else if let digit = Self.digit(byte, isHexadecimal) {
                hasDigits = true
                digits.multiply(by: isHexadecimal ? 16 : 10, adding: digit)
                if isBehindPoint { exponent -= isHexadecimal ? 4 : 1 }
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard hasDigits else { return nil }
        guard let mark = bytes.first else { return }
        guard mark == UInt8(ascii: isHexadecimal ? "p" : "e"),
            let power = Self.power(bytes.dropFirst())
        else { return nil }
        exponent += power
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte - 48)
        case 97...102 where isHexadecimal: UInt32(byte - 87)
        default: nil
        }
    }

    private static func power(_ text: ArraySlice<UInt8>) -> Int? {
        var bytes = text
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        guard !bytes.isEmpty else { return nil }
        var power = 0
        for byte in bytes {
            guard let digit = digit(byte, false) else { return nil }
            power = min(100_000, power * 10 + Int(digit))
        }
        return isNegative ? -power : power
    }
}
