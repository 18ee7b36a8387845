/// The paths that Service A and Service B share.
enum ProvisioningPath {
    static let base = "/api/v1/equipment/cpe"
}

/// The form of a UUID, as pydantic takes it from a path.
enum UUIDForm {
    /// True for 32 hexadecimal digits, with or without the four dashes.
    static func matches(_ text: String) -> Bool {
        var digits = 0
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case 48...57, 65...70, 97...102: digits += 1
            case UInt8(ascii: "-"):
                guard text.utf8.count == 36, [8, 13, 18, 23].contains(place) else { return false }
            default: return false
            }
        }
        return digits == 32
    }
}
