/// How a threshold compares what was measured with its limit.
package enum ThresholdOperator: String, Sendable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "=="
    case notEqual = "!="

    /// Whether it holds for a value on this side of the limit: -1 below, 0 equal, 1 above.
    func holds(_ side: Int) -> Bool {
        switch self {
        case .less: side < 0
        case .atMost: side <= 0
        case .greater: side > 0
        case .atLeast: side >= 0
        case .equal: side == 0
        case .notEqual: side != 0
        }
    }

    /// Whether more of what is counted can only help.
    var isLowerBound: Bool { self == .greater || self == .atLeast }
}
