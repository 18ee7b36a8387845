extension Figure {
    /// A length of time given in seconds; see `duration(_:)`.
    package static func duration(seconds: Double) -> String {
        let nanoseconds = (seconds * 1e9).rounded()
        return duration(Int64(exactly: nanoseconds) ?? (seconds < 0 ? -Int64.max : Int64.max))
    }

    /// A length of time, in nanoseconds, in the unit that suits it.
    ///
    /// `850 ns`, `300.00 us`, `1.25 ms` and `60.000 s`; from ten minutes on `12m 05s` and
    /// `2h 00m 05s`, from a hundred hours on `4.2 d`.
    package static func duration(_ nanoseconds: Int64) -> String {
        (nanoseconds < 0 ? "-" : "") + length(Int64(clamping: nanoseconds.magnitude))
    }

    /// A point in time, in nanoseconds, as exact seconds such as `243.12 s`.
    package static func instant(_ nanoseconds: Int64) -> String {
        let whole = Int64(clamping: nanoseconds.magnitude)
        var text = decimal(whole, over: 1_000_000_000, places: 9)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return (nanoseconds < 0 ? "-" : "") + text + " s"
    }

    private static func length(_ nanoseconds: Int64) -> String {
        guard nanoseconds >= 1_000 else {
            return nanoseconds == 0 ? "0 s" : "\(nanoseconds) ns"
        }
        // A figure that would round up to 1,000 belongs to the next unit.
        let micro = rounded(nanoseconds, to: 10)
        if micro < 100_000 { return decimal(micro, over: 100, places: 2) + " us" }
        let milli = rounded(nanoseconds, to: 10_000)
        if milli < 100_000 { return decimal(milli, over: 100, places: 2) + " ms" }
        let second = rounded(nanoseconds, to: 1_000_000)
        if second < 600_000 { return decimal(second, over: 1_000, places: 3) + " s" }
        return length(seconds: rounded(nanoseconds, to: 1_000_000_000))
    }

    private static func length(seconds: Int64) -> String {
        let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
        let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return "\(minute)m \(twoDigits(second))s" }
        if hours < 100 { return "\(hours)h \(twoDigits(minute))m \(twoDigits(second))s" }
        return decimal(rounded(seconds, to: 8_640), over: 10, places: 1) + " d"
    }

    private static func twoDigits(_ number: Int64) -> String {
        (number < 10 ? "0" : "") + String(number)
    }

    private static func rounded(_ value: Int64, to step: Int64) -> Int64 {
        value / step + (value % step * 2 >= step ? 1 : 0)
    }
}
