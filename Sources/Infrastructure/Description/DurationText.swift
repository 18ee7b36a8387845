import JSON

/// Reads durations with units, such as `250us`, `1.5s` or `1h30m`, exactly.
package enum DurationText {
    package static let units: [(name: String, nanoseconds: Int128)] = [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]

    /// As a regular expression, for the schema.
    package static let expression = #"([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))+"#

    /// A hundred years, in nanoseconds.
    package static let longest: Int64 = 3_155_760_000_000_000_000

    /// More digits than a hundred years of nanoseconds have.
    private static let mostDigits = 20
    /// More than any whole number of nanoseconds has in hours.
    private static let mostDecimals = 20

    /// The duration in nanoseconds, which is not negative and at most 100 years.
    ///
    /// Several parts add up, each of a smaller unit than the one before, as in `1h30m`.
    package static func nanoseconds(_ text: String) throws(DurationProblem) -> Int64 {
        var rest = Substring(text)
        var total: Int128 = 0
        var largest = Int128.max
        repeat {
            let (part, unit) = try takePart(of: &rest, from: text)
            guard unit < largest else {
                throw flaw(text, hint: "write larger units first and each once, as in \"1h30m\"")
            }
            largest = unit
            total += part
            guard total <= Int128(longest) else {
                throw DurationProblem("\(Quotation.quoted(text)) is more than 100 years")
            }
        } while !rest.isEmpty
        return Int64(total)
    }

    /// A duration as a file may have it, in the largest unit that it is a whole number of.
    package static func text(_ nanoseconds: Int64) -> String {
        let duration = Int128(nanoseconds)
        guard duration != 0, let unit = units.last(where: { duration % $0.nanoseconds == 0 }) else {
            return "0s"
        }
        return "\(duration / unit.nanoseconds)\(unit.name)"
    }

    private static func takePart(
        of rest: inout Substring,
        from text: String
    ) throws(DurationProblem) -> (nanoseconds: Int128, unit: Int128) {
        if rest.first == "-" { throw DurationProblem("a duration must not be negative") }
        let whole = take(&rest) { ("0"..."9").contains($0) }
        var fraction = Substring()
        if rest.first == "." {
            rest.removeFirst()
            fraction = take(&rest) { ("0"..."9").contains($0) }
            guard !fraction.isEmpty else { throw flaw(text) }
        }
        guard !whole.isEmpty else { throw flaw(text) }
        if rest.first == " " { throw flaw(text, hint: "write number and unit without a space") }
        let name = take(&rest) { !("0"..."9").contains($0) && $0 != "." && $0 != " " && $0 != "-" }
        let unit = try unit(String(name), of: text)
        return (try scaled(whole, fraction, by: unit, text: text), unit)
    }

    private static func take(
        _ rest: inout Substring,
        while isWanted: (Unicode.Scalar) -> Bool
    ) -> Substring {
        let taken = rest.unicodeScalars.prefix(while: isWanted)
        rest = rest[taken.endIndex...]
        return Substring(taken)
    }

    private static func unit(_ name: String, of text: String) throws(DurationProblem) -> Int128 {
        for unit in units where unit.name == name { return unit.nanoseconds }
        let names = Quotation.list(units.map(\.name))
        guard !name.isEmpty else {
            throw DurationProblem(
                "the duration \(Quotation.quoted(text)) has no unit",
                hint: "write one of \(names) behind the number"
            )
        }
        let isMicro = name == "\u{B5}s" || name == "\u{3BC}s"
        throw DurationProblem(
            "unknown unit \(Quotation.quoted(name)) of a duration",
            hint: isMicro ? "write \"us\"" : "known are \(names)"
        )
    }

    private static func scaled(
        _ whole: Substring,
        _ fraction: Substring,
        by unit: Int128,
        text: String
    ) throws(DurationProblem) -> Int128 {
        let wholeDigits = whole.drop { $0 == "0" }
        let wholeNumber = Int128(wholeDigits.isEmpty ? "0" : wholeDigits)
        guard wholeDigits.count <= mostDigits, let wholeNumber,
            wholeNumber * unit <= Int128(longest)
        else { throw DurationProblem("\(Quotation.quoted(text)) is more than 100 years") }
        var decimals = fraction
        while decimals.last == "0" { decimals.removeLast() }
        guard decimals.count <= mostDecimals else { throw tooFine(text) }
        var scale: Int128 = 1
        for _ in decimals { scale *= 10 }
        let scaled = (Int128(decimals) ?? 0) * unit
        guard scaled % scale == 0 else { throw tooFine(text) }
        return wholeNumber * unit + scaled / scale
    }

    private static func tooFine(_ text: String) -> DurationProblem {
        DurationProblem("\(Quotation.quoted(text)) is finer than a nanosecond")
    }

    private static func flaw(_ text: String, hint: String? = nil) -> DurationProblem {
        DurationProblem(
            "expected a duration, found \(Quotation.quoted(text))",
            hint: hint ?? "write a number and a unit, as in \"60s\""
        )
    }
}

/// Why a text is no duration.
package struct DurationProblem: Error, Equatable, Sendable {
    /// In lower case and without a full stop.
    package let message: String
    /// What to write instead, where that can be guessed.
    package let hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
