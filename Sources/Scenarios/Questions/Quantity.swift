import Infrastructure
import JSON

/// A number, a percentage or a duration, exactly: what sweeps and searches count in.
struct Quantity: Equatable {
    enum Unit: Equatable {
        case none
        case percent
        /// The amount is in nanoseconds.
        case time
    }

    /// The digits; times 10^-scale it is the value.
    let digits: Int128
    /// How many of the digits are decimals; 0 for times.
    let scale: Int
    let unit: Unit

    /// Larger numbers are of no use to anybody, and smaller ones cannot overflow in steps.
    private static let greatest: Int128 = 1_000_000_000_000_000_000

    init(digits: Int128, scale: Int, unit: Unit) {
        self.digits = digits
        self.scale = scale
        self.unit = unit
    }

    /// Reads `12`, `0.25`, `1e3`, `2.5%` and `1m30s`; nil for anything else.
    init?(_ text: String) {
        if text.utf8.last == UInt8(ascii: "%") {
            self.init(number: String(text.dropLast()), unit: .percent)
        } else if let nanoseconds = try? DurationText.nanoseconds(text) {
            self.init(digits: Int128(nanoseconds), scale: 0, unit: .time)
        } else {
            self.init(number: text, unit: .none)
        }
    }

    private init?(number text: String, unit: Unit) {
        guard let decimal = JSONNumber(text)?.decimal, (-15...18).contains(decimal.scale) else {
            return nil
        }
        var digits = Int128(decimal.digits) * (decimal.negative ? -1 : 1)
        for _ in 0..<max(0, -decimal.scale) { digits *= 10 }
        guard digits.magnitude <= UInt128(Self.greatest) else { return nil }
        self.init(digits: digits, scale: max(0, decimal.scale), unit: unit)
    }

    /// The digits at a scale that is not below its own.
    func digits(at scale: Int) -> Int128 {
        (self.scale..<scale).reduce(digits) { digits, _ in digits * 10 }
    }

    /// The value as a file has it; times in `timeUnit`, which must divide them.
    func text(timeUnit: (name: String, nanoseconds: Int128)) -> String {
        switch unit {
        case .time: "\(digits / timeUnit.nanoseconds)\(timeUnit.name)"
        case .percent: decimal + "%"
        case .none: decimal
        }
    }

    private var decimal: String {
        let written = "\(digits.magnitude)"
        let zeros = String(repeating: "0", count: max(0, scale + 1 - written.utf8.count))
        let padded = zeros + written
        var whole = padded.dropLast(scale)
        var decimals = padded.suffix(scale)
        while decimals.last == "0" { decimals.removeLast() }
        if digits < 0 { whole = "-" + whole }
        return decimals.isEmpty ? String(whole) : "\(whole).\(decimals)"
    }
}
