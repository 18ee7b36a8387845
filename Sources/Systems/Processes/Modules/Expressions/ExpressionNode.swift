import Infrastructure
import JSON

/// A part of an expression.
indirect enum ExpressionNode: Sendable, Equatable {
    case value(JSONValue)
    /// A variable and the way to a value within it.
    case variable(String, [BodyPath.Step])
    case list([ExpressionNode])
    case not(ExpressionNode)
    case negative(ExpressionNode)
    case operation(ExpressionOperator, ExpressionNode, ExpressionNode)
    case call(ExpressionFunction, [ExpressionNode])
}

/// Operators between two values, by how they are written.
enum ExpressionOperator: String, Sendable, CaseIterable {
    case or, and
    case equal = "==", unequal = "!="
    case less = "<", atMost = "<=", greater = ">", atLeast = ">="
    case contained = "in"
    case plus = "+", minus = "-"
    case times = "*", divided = "/", remainder = "%"

    /// How strongly it binds; all bind to the left.
    var level: Int {
        switch self {
        case .or: 0
        case .and: 1
        case .equal, .unequal, .less, .atMost, .greater, .atLeast, .contained: 2
        case .plus, .minus: 3
        case .times, .divided, .remainder: 4
        }
    }

    static let highestLevel = 4
}

/// Functions, by their names.
enum ExpressionFunction: String, Sendable, CaseIterable {
    case min, max, abs, floor, ceil, round, size, defined
}

/// What a part of an expression can be for any variables.
enum ExpressionType: String, Sendable {
    case any = "any value"
    case nothing = "null"
    case number = "a number"
    case text = "a text"
    case flag = "true or false"
    case list = "a list"

    /// Whether a value of this type can be one of another.
    func mayBe(_ other: ExpressionType) -> Bool {
        self == other || self == .any || other == .any
    }
}
