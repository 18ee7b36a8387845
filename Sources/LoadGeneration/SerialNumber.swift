/// Serial numbers of equipment that no two journeys of a run share.
enum SerialNumber {
    /// `CPE`, a letter for the load and the number of the journey, at least 12 characters.
    static func text(load: UInt64, iteration: UInt64) -> String {
        let letter = Character(UnicodeScalar(UInt8(65 + load % 26)))
        let digits = String(iteration)
        let zeros = String(repeating: "0", count: max(0, 8 - digits.utf8.count))
        let prefix = load < 26 ? "CPE" : "CPE\(load / 26)"
        return "\(prefix)\(letter)\(zeros)\(digits)"
    }
}
