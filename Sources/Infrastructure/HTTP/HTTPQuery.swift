/// The part of a request's target behind its question mark.
///
/// Kept as it was written and taken apart when somebody asks, as Starlette does: fields end at `&`,
/// `+` is a space, `%41` a byte of UTF-8, a percent sign without two digits itself, and of several
/// fields of a name the last one counts.
package struct HTTPQuery: Sendable, Hashable {
    /// Without the question mark; empty for none.
    package let text: String

    package init(_ text: String = "") {
        self.text = text
    }

    /// Writes fields down, so that reading gives the same again.
    package init(_ fields: [(name: String, value: String)]) {
        text = fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
            .joined(separator: "&")
    }

    package var isEmpty: Bool { text.isEmpty }

    /// The value of the last field of a name.
    package subscript(name: String) -> String? {
        guard !text.isEmpty else { return nil }
        return fields.last { $0.name == name }?.value
    }

    /// All fields in order; one without `=` has an empty value.
    package var fields: [(name: String, value: String)] {
        text.utf8.split(separator: UInt8(ascii: "&")).map { field in
            let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
            let value = field[end...].dropFirst()
            return (Self.decoded(field[..<end]), Self.decoded(value))
        }
    }

    private static func decoded(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                guard digits.count == 2, let high = digits.first?.hexDigit,
                    let low = digits.dropFirst().first?.hexDigit
                else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Leaves what RFC 3986 calls unreserved as it is.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
