extension ExpressionParser.Part {
    /// Refuses what can never be of the type that its place asks for.
    func check(_ wanted: ExpressionType, of place: String) throws(ExpressionError) {
        guard !type.mayBe(wanted) else { return }
        throw ExpressionError(
            column,
            "\"\(place)\" takes \(wanted.rawValue), and this is \(type.rawValue)"
        )
    }
}

extension ExpressionOperator {
    /// What the operation gives; throws where it can never give anything.
    func type(
        _ left: ExpressionParser.Part,
        _ right: ExpressionParser.Part,
        at place: Int
    ) throws(ExpressionError) -> ExpressionType {
        switch self {
        case .or, .and:
            try left.check(.flag, of: rawValue)
            try right.check(.flag, of: rawValue)
            return .flag
        case .equal, .unequal:
            let isTest = left.type == .nothing || right.type == .nothing
            guard isTest || left.type.mayBe(right.type) else {
                throw ExpressionError(
                    place,
                    "\(left.type.rawValue) is never equal to \(right.type.rawValue)"
                )
            }
            return .flag
        case .less, .atMost, .greater, .atLeast:
            try ordered(left, right, at: place)
            return .flag
        case .contained:
            try right.check(.list, of: rawValue)
            return .flag
        case .plus:
            try ordered(left, right, at: place)
            return left.type == .any ? right.type : left.type
        case .minus, .times, .divided, .remainder:
            try left.check(.number, of: rawValue)
            try right.check(.number, of: rawValue)
            return .number
        }
    }

    /// Both sides are numbers, or both are texts.
    private func ordered(
        _ left: ExpressionParser.Part,
        _ right: ExpressionParser.Part,
        at place: Int
    ) throws(ExpressionError) {
        for side in [left, right] where ![.any, .number, .text].contains(side.type) {
            throw ExpressionError(
                side.column,
                "\"\(rawValue)\" takes numbers or texts, and this is \(side.type.rawValue)"
            )
        }
        guard left.type.mayBe(right.type) else {
            throw ExpressionError(
                place,
                "\"\(rawValue)\" takes two numbers or two texts, not \(left.type.rawValue) and "
                    + right.type.rawValue
            )
        }
    }
}

extension ExpressionFunction {
    /// What a call gives; throws where the arguments can never be right.
    func type(
        _ arguments: [ExpressionParser.Part],
        at place: Int
    ) throws(ExpressionError) -> ExpressionType {
        let takesMany = self == .min || self == .max
        guard takesMany ? !arguments.isEmpty : arguments.count == 1 else {
            throw ExpressionError(
                place,
                "\(rawValue) takes \(takesMany ? "one value or more" : "one value"), found "
                    + "\(arguments.count)"
            )
        }
        switch self {
        case .size:
            if let argument = arguments.first, ![.any, .text, .list].contains(argument.type) {
                throw ExpressionError(
                    argument.column,
                    "size takes a text or a list, and this is \(argument.type.rawValue)"
                )
            }
            return .number
        case .defined:
            return .flag
        case .min, .max, .abs, .floor, .ceil, .round:
            for argument in arguments { try argument.check(.number, of: rawValue) }
            return .number
        }
    }
}
