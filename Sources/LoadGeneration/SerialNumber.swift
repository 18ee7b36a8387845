/// Serial numbers of equipment that no two journeys of a run share.
enum SerialNumber {
    /// `CPE`, a letter for the load and the number of the journey, at least 12 characters.
    static func text(load: UInt64, iteration: UInt64) -> String {
        if load < 26, iteration < 100_000_000 { return shortText(load, iteration) }
        let letter = Character(UnicodeScalar(UInt8(65 + load % 26)))
        let digits = String(iteration)
        let zeros = String(repeating: "0", count: max(0, 8 - digits.utf8.count))
        let prefix = load < 26 ? "CPE" : "CPE\(load / 26)"
        return "\(prefix)\(letter)\(zeros)\(digits)"
    }

    /// The 12 characters that all but the largest runs have, made without texts in between.
    private static func shortText(_ load: UInt64, _ iteration: UInt64) -> String {
        unsafe String(unsafeUninitializedCapacity: 12) { buffer in
            unsafe buffer[0] = UInt8(ascii: "C")
            unsafe buffer[1] = UInt8(ascii: "P")
            unsafe buffer[2] = UInt8(ascii: "E")
            unsafe buffer[3] = UInt8(ascii: "A") + UInt8(truncatingIfNeeded: load)
            var rest = iteration
            var place = 12
            while place > 4 {
                place -= 1
                unsafe buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            return 12
        }
    }
}
