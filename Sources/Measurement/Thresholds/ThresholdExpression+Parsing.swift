extension ThresholdExpression {
    /// Reads an expression and checks that it fits `metric`.
    package static func parse(
        _ text: String,
        for metric: MetricDefinition
    ) throws(ThresholdSyntaxError) -> ThresholdExpression {
        let expression = try parse(text)
        try expression.check(for: metric)
        return expression
    }

    /// Reads an expression by its grammar alone; `check(for:)` looks at kinds and units.
    package static func parse(_ text: String) throws(ThresholdSyntaxError) -> ThresholdExpression {
        var reader = ExpressionReader(text)
        return try reader.expression(written: text)
    }
}

/// Recursive descent over the grammar of thresholds; spaces are allowed between its parts.
private struct ExpressionReader {
    private var text: TextReader

    init(_ text: String) {
        self.text = TextReader(text)
    }

    mutating func expression(
        written: String
    ) throws(ThresholdSyntaxError) -> ThresholdExpression {
        text.skipSpaces()
        let aggregateOffset = text.offset
        let aggregate = try aggregate()
        text.skipSpaces()
        let comparison = try comparison()
        text.skipSpaces()
        let boundOffset = text.offset
        let bound = try bound()
        text.skipSpaces()
        guard text.isAtEnd else {
            throw ThresholdSyntaxError(
                offset: text.offset,
                message: "expected the end of the expression",
                hint: "write one condition in each expression"
            )
        }
        return ThresholdExpression(
            aggregate: aggregate,
            comparison: comparison,
            bound: bound,
            description: written,
            aggregateOffset: aggregateOffset,
            boundOffset: boundOffset
        )
    }

    private mutating func aggregate() throws(ThresholdSyntaxError) -> ThresholdAggregate {
        let start = text.offset
        let word = text.takeWord()
        if word == "p" { return .percentile(try percentile()) }
        for named in ThresholdAggregate.named where named.description == word { return named }
        let names = ThresholdAggregate.named.map(\.description).joined(separator: ", ")
        throw ThresholdSyntaxError(
            offset: start,
            message: word.isEmpty ? "expected an aggregate" : "unknown aggregate \"\(word)\"",
            hint: suggestion(for: word) ?? "write one of \(names), p(N)"
        )
    }

    private func suggestion(for word: String) -> String? {
        let lowercased = word.lowercased()
        if lowercased == "mean" || lowercased == "average" { return "write avg" }
        if lowercased == "median" { return "write med" }
        if lowercased == "last" { return "write value" }
        if lowercased.utf8.first == UInt8(ascii: "p"), Percentile(lowercased.dropFirst()) != nil {
            return "write p(\(lowercased.dropFirst()))"
        }
        for named in ThresholdAggregate.named where named.description == lowercased {
            return "write \(lowercased)"
        }
        return nil
    }

    private mutating func percentile() throws(ThresholdSyntaxError) -> Percentile {
        text.skipSpaces()
        guard text.take("(") else {
            throw ThresholdSyntaxError(
                offset: text.offset,
                message: "expected \"(\" after p",
                hint: "write p(95)"
            )
        }
        text.skipSpaces()
        let start = text.offset
        let inside = text.takeUntil(anyOf: ")")
        guard let percentile = Percentile(inside) else {
            throw ThresholdSyntaxError(
                offset: start,
                message: "expected a percentage from 0 to 100",
                hint: "write it with at most \(Percentile.mostDecimals) decimals, as in p(99.9)"
            )
        }
        guard text.take(")") else {
            throw ThresholdSyntaxError(offset: text.offset, message: "expected \")\"")
        }
        return percentile
    }

    private mutating func comparison() throws(ThresholdSyntaxError) -> ThresholdOperator {
        if text.take("===") { return .equal }
        for comparison in [ThresholdOperator.atMost, .atLeast, .equal, .notEqual, .less, .greater]
        where text.take(comparison.rawValue) {
            return comparison
        }
        throw ThresholdSyntaxError(
            offset: text.offset,
            message: "expected a comparison",
            hint: "write one of <, <=, >, >=, ==, !="
        )
    }

    private mutating func bound() throws(ThresholdSyntaxError) -> ThresholdExpression.Bound {
        guard text.take("baseline") else { return .limit(try quantity(takesUnit: true)) }
        text.skipSpaces()
        if text.take("*") { return .baselineTimes(try quantity(takesUnit: false)) }
        if text.take("+") { return .baselinePlus(try quantity(takesUnit: true)) }
        return .baseline
    }

    private mutating func quantity(takesUnit: Bool) throws(ThresholdSyntaxError) -> ThresholdLimit {
        text.skipSpaces()
        let start = text.offset
        let (mantissa, exponent) = try number()
        text.skipSpaces()
        let unit = takesUnit ? try unit() : nil
        guard let limit = ThresholdLimit(mantissa: mantissa, exponent: exponent, unit: unit) else {
            throw outOfRange(start)
        }
        return limit
    }

    /// A decimal number as `mantissa × 10^exponent`.
    private mutating func number() throws(ThresholdSyntaxError) -> (Int128, Int) {
        let start = text.offset
        var digits = text.takeDigits()
        guard !digits.isEmpty else {
            throw ThresholdSyntaxError(
                offset: start,
                message: "expected a number",
                hint: "write a number of 0 or more that starts with a digit, as in 0.5"
            )
        }
        var exponent = 0
        if text.take(".") {
            let fraction = text.takeDigits()
            guard !fraction.isEmpty else {
                throw ThresholdSyntaxError(offset: text.offset, message: "expected a digit")
            }
            digits += fraction
            exponent = -fraction.count
        }
        if text.take("e") || text.take("E") { exponent += try writtenExponent(of: start) }
        while digits.count > 1, digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        var mantissa: Int128 = 0
        for digit in digits {
            guard mantissa < 1_000_000_000_000_000_000_000_000 else { throw outOfRange(start) }
            mantissa = mantissa * 10 + Int128(digit)
        }
        return (mantissa, mantissa == 0 ? 0 : exponent)
    }

    private mutating func writtenExponent(of start: Int) throws(ThresholdSyntaxError) -> Int {
        let isNegative = text.take("-")
        if !isNegative { _ = text.take("+") }
        let digits = text.takeDigits()
        guard !digits.isEmpty else {
            throw ThresholdSyntaxError(offset: text.offset, message: "expected an exponent")
        }
        guard digits.count <= 2 else { throw outOfRange(start) }
        let magnitude = digits.reduce(0) { $0 * 10 + Int($1) }
        return isNegative ? -magnitude : magnitude
    }

    private mutating func unit() throws(ThresholdSyntaxError) -> ThresholdUnit? {
        if text.take("%") { return .percent }
        if text.take("/s") { return .perSecond }
        let start = text.offset
        let word = text.takeWord()
        guard !word.isEmpty else { return nil }
        if let unit = ThresholdUnit(rawValue: word) { return unit }
        let names = ThresholdUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw ThresholdSyntaxError(
            offset: start,
            message: "unknown unit \"\(word)\"",
            hint: "write one of \(names)"
        )
    }

    private func outOfRange(_ offset: Int) -> ThresholdSyntaxError {
        ThresholdSyntaxError(offset: offset, message: "the number is out of range")
    }
}
