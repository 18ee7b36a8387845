import JSON
import SimulationKernel

/// Reads probabilities, `"0.1%"` or `0.001`, exactly.
enum ProbabilityValue {
    /// The finest power of ten that 64 bits hold.
    private static let mostDecimals = 19

    /// As a regular expression, for the schema.
    static let expression = "[0-9]+(\\.[0-9]+)?%"

    static func read(_ node: JSONNode) throws(ValueProblem) -> CheckedValue {
        switch node.value {
        case .number(let number):
            return try checked(number, isPercentage: false)
        case .string(let text) where text.utf8.last == UInt8(ascii: "%"):
            guard let number = JSONNumber(String(text.dropLast())) else { throw flaw(node) }
            return try checked(number, isPercentage: true)
        default:
            throw flaw(node)
        }
    }

    private static func checked(
        _ number: JSONNumber,
        isPercentage: Bool
    ) throws(ValueProblem) -> CheckedValue {
        let isNegative = number.text.utf8.first == UInt8(ascii: "-")
        guard !isNegative, let double = number.double, double <= (isPercentage ? 100 : 1) else {
            throw outOfRange(isPercentage)
        }
        guard let decimal = number.decimal else { throw tooFine }
        let scale = decimal.scale + (isPercentage ? 2 : 0)
        guard decimal.digits > 0 else { return checked(0, 1) }
        guard decimal.scale >= 0, scale <= mostDecimals else { throw tooFine }
        var denominator: UInt64 = 1
        for _ in 0..<scale { denominator *= 10 }
        guard decimal.digits <= denominator else { throw outOfRange(isPercentage) }
        return checked(decimal.digits, denominator)
    }

    private static func checked(_ numerator: UInt64, _ denominator: UInt64) -> CheckedValue {
        var (divisor, rest) = (denominator, numerator)
        while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
        return CheckedValue(
            value: .probability(Probability(numerator: numerator, denominator: denominator)),
            canonical: .string("\(numerator / divisor)/\(denominator / divisor)")
        )
    }

    private static let tooFine = ValueProblem(
        "a probability has at most \(mostDecimals) decimals"
    )

    private static func outOfRange(_ isPercentage: Bool) -> ValueProblem {
        ValueProblem("a probability lies from " + (isPercentage ? "0% to 100%" : "0 to 1"))
    }

    private static func flaw(_ node: JSONNode) -> ValueProblem {
        ValueProblem(
            "expected a probability, found \(Quotation.found(node))",
            hint: "write a percentage such as \"0.1%\" or a number from 0 to 1"
        )
    }
}
