/// Which equipment ids a service takes.
enum SerialRule: Sendable {
    /// `^[a-zA-Z0-9]{6,}$`: six or more ASCII letters and digits.
    case pattern
    /// Six or more letters and digits of any script (Python's `isalnum`).
    case anyAlphanumeric
    /// Six or more characters of any kind.
    case anyOfLengthSix
    /// Everything.
    case anything

    func allows(_ serial: String) -> Bool {
        switch self {
        case .pattern:
            serial.utf8.count >= 6 && serial.utf8.allSatisfy(Self.isAlphanumeric)
        case .anyAlphanumeric:
            serial.unicodeScalars.count >= 6
                && serial.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
        case .anyOfLengthSix:
            serial.unicodeScalars.count >= 6
        case .anything:
            true
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
