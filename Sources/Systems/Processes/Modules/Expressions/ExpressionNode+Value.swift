import Infrastructure
import JSON

extension ExpressionNode {
    /// The value; null where variables do not fit what is done with them.
    func value(in scope: ExpressionScope) -> JSONValue {
        switch self {
        case .value(let value): value
        case .variable(let name, let steps):
            steps.isEmpty
                ? scope.value(of: name)
                : steps.reduce(scope.value(of: name)) { value, step in value.part(step) }
        case .list(let elements): .array(elements.map { $0.value(in: scope) })
        case .not(let part): part.value(in: scope).bool.map { .bool(!$0) } ?? .null
        case .negative(let part): JSONValue.integer(0).minus(part.value(in: scope))
        case .operation(let kind, let left, let right): kind.value(left, right, in: scope)
        case .call(let function, let arguments):
            function.value(arguments.map { $0.value(in: scope) })
        }
    }
}

extension ExpressionOperator {
    fileprivate func value(
        _ left: ExpressionNode,
        _ right: ExpressionNode,
        in scope: ExpressionScope
    ) -> JSONValue {
        let first = left.value(in: scope)
        // The other side decides nothing any more; what it would be does not matter.
        if self == .or, first == true { return true }
        if self == .and, first == false { return false }
        let second = right.value(in: scope)
        return switch self {
        case .or, .and:
            if let second = second.bool, first.bool != nil || second == (self == .or) {
                .bool(second)
            } else {
                .null
            }
        case .equal: .bool(first == second)
        case .unequal: .bool(first != second)
        case .less: .bool(first.precedes(second) == true)
        case .atMost: .bool(second.precedes(first) == false)
        case .greater: .bool(second.precedes(first) == true)
        case .atLeast: .bool(first.precedes(second) == false)
        case .contained: .bool(second.array?.contains(first) ?? false)
        case .plus: first.plus(second)
        case .minus: first.minus(second)
        case .times: first.combined(second, Int64.multipliedReportingOverflow, *)
        case .divided: first.divided(by: second)
        case .remainder: first.remainder(of: second)
        }
    }
}

extension ExpressionFunction {
    fileprivate func value(_ arguments: [JSONValue]) -> JSONValue {
        guard let first = arguments.first else { return .null }
        switch self {
        case .defined: return .bool(!first.isNull)
        case .size:
            if let list = first.array { return .integer(Int64(list.count)) }
            return first.string.map { .integer(Int64($0.unicodeScalars.count)) } ?? .null
        case .min, .max:
            guard arguments.allSatisfy({ $0.number != nil }) else { return .null }
            return arguments.dropFirst().reduce(first) { best, next in
                let isBefore = self == .min ? next.precedes(best) : best.precedes(next)
                return isBefore == true ? next : best
            }
        case .abs:
            guard let number = first.number else { return .null }
            return number < 0 ? JSONValue.integer(0).minus(first) : first
        case .floor: return first.rounded(.down)
        case .ceil: return first.rounded(.up)
        case .round: return first.rounded(.toNearestOrAwayFromZero)
        }
    }
}

// MARK: - Numbers that stay whole where they can

extension JSONValue {
    fileprivate func part(_ step: BodyPath.Step) -> JSONValue {
        switch step {
        case .key(let key): return self[key] ?? .null
        case .index(let index):
            guard let elements = array, elements.indices.contains(index) else { return .null }
            return elements[index]
        }
    }

    /// Whether a number or a text comes before another; nil for anything else.
    func precedes(_ other: JSONValue) -> Bool? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): return left < right
        case (.string(let left), .string(let right)): return left < right
        default:
            guard let left = number, let right = other.number else { return nil }
            return left < right
        }
    }

    /// The sum of two numbers, or two texts in one.
    func plus(_ other: JSONValue) -> JSONValue {
        if let left = string, let right = other.string { return .string(left + right) }
        return combined(other, Int64.addingReportingOverflow, +)
    }

    fileprivate func minus(_ other: JSONValue) -> JSONValue {
        combined(other, Int64.subtractingReportingOverflow, -)
    }

    fileprivate func combined(
        _ other: JSONValue,
        _ exactly: (Int64) -> (Int64) -> (partialValue: Int64, overflow: Bool),
        _ nearly: (Double, Double) -> Double
    ) -> JSONValue {
        if case .integer(let left) = self, case .integer(let right) = other {
            let (result, overflows) = exactly(left)(right)
            if !overflows { return .integer(result) }
        }
        guard let left = number, let right = other.number else { return .null }
        return Self.finite(nearly(left, right))
    }

    fileprivate func divided(by other: JSONValue) -> JSONValue {
        if case .integer(let left) = self, case .integer(let right) = other, right != 0 {
            let (quotient, overflows) = left.dividedReportingOverflow(by: right)
            if !overflows, quotient.multipliedReportingOverflow(by: right) == (left, false) {
                return .integer(quotient)
            }
        }
        guard let left = number, let right = other.number, right != 0 else { return .null }
        return Self.finite(left / right)
    }

    fileprivate func remainder(of other: JSONValue) -> JSONValue {
        if case .integer(let left) = self, case .integer(let right) = other, right != 0 {
            return .integer(left.remainderReportingOverflow(dividingBy: right).partialValue)
        }
        guard let left = number, let right = other.number, right != 0 else { return .null }
        return Self.finite(left.truncatingRemainder(dividingBy: right))
    }

    fileprivate func rounded(_ rule: FloatingPointRoundingRule) -> JSONValue {
        if case .integer = self { return self }
        guard let number else { return .null }
        return Self.finite(number.rounded(rule))
    }

    /// A number that JSON can hold; an integer where it is one.
    private static func finite(_ number: Double) -> JSONValue {
        guard number.isFinite else { return .null }
        return Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }
}
