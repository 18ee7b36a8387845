/// Which equipment ids a service takes.
enum SerialRule: Sendable {
    /// `^[a-zA-Z0-9]{6,}$`: six or more ASCII letters and digits.
    case pattern
    /// The same as Python's `re.match` reads it: `$` lets one line feed through at the end.
    case patternBeforeLineFeed
    /// Six or more letters and digits of any script (Python's `isalnum`).
    case anyAlphanumeric
    /// Six or more characters of any kind.
    case anyOfLengthSix
    /// Everything.
    case anything

    func allows(_ serial: String) -> Bool {
        switch self {
        case .pattern:
            serial.utf8.count >= 6 && Self.isASCIIAlphanumeric(serial)
        case .patternBeforeLineFeed:
            Self.pattern.allows(serial.hasSuffix("\n") ? String(serial.dropLast()) : serial)
        case .anyAlphanumeric:
            serial.unicodeScalars.count >= 6
                && serial.unicodeScalars.allSatisfy(Self.isAlphanumeric)
        case .anyOfLengthSix:
            serial.unicodeScalars.count >= 6
        case .anything:
            true
        }
    }

    private static func isASCIIAlphanumeric(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for place in 0..<bytes.count {
                switch unsafe bytes[place] {
                case 48...57, 65...90, 97...122: continue
                default: return false
                }
            }
            return true
        }
    }

    /// The letters of Python are the categories L, without the marks of Unicode's "alphabetic".
    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default:
            scalar.properties.numericType != nil
        }
    }
}
