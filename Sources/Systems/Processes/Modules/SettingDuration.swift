/// Durations in the settings of modules: `"60s"`, `"1h30m"`.
enum SettingDuration {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]

    /// Nil for a text that is no duration above zero, or more than a hundred years.
    static func read(_ text: String) -> Duration? {
        var rest = Substring(text)
        var total: Int64 = 0
        var largest = Int64.max
        repeat {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest[digits.endIndex...]
            let name = rest.prefix { ("a"..."z").contains($0) }
            rest = rest[name.endIndex...]
            guard let number = Int64(digits), digits.count <= 18,
                let unit = units.first(where: { $0.name == name })?.nanoseconds, unit < largest
            else { return nil }
            largest = unit
            let (part, isTooLong) = number.multipliedReportingOverflow(by: unit)
            let (sum, overflows) = total.addingReportingOverflow(part)
            guard !isTooLong, !overflows else { return nil }
            total = sum
        } while !rest.isEmpty
        return total > 0 && total <= 3_155_760_000_000_000_000 ? .nanoseconds(total) : nil
    }
}
