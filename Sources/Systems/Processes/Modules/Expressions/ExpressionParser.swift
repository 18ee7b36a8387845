import Infrastructure
import JSON

/// Reads expressions, and finds what can never be right about their types.
struct ExpressionParser {
    /// A part with what it can be and where it begins.
    struct Part {
        let node: ExpressionNode
        let type: ExpressionType
        let column: Int
    }

    private var scanner: ExpressionScanner
    private var token = ExpressionToken.end
    private var column = 1
    private var parts = 0
    private var depth = 0

    private static let deepest = 32

    static func parse(_ text: String) throws(ExpressionError) -> ExpressionNode {
        guard text.utf8.count <= Expression.longest else {
            throw ExpressionError(1, "an expression has at most \(Expression.longest) bytes")
        }
        var parser = ExpressionParser(scanner: ExpressionScanner(text))
        try parser.advance()
        let whole = try parser.operation(0)
        guard parser.token == .end else {
            throw ExpressionError(
                parser.column,
                "expected an operator or the end, found \(parser.token.found)"
            )
        }
        return whole.node
    }

    private init(scanner: ExpressionScanner) {
        self.scanner = scanner
    }

    private mutating func advance() throws(ExpressionError) {
        (token, column) = try scanner.next()
    }

    private mutating func take(_ sign: String) throws(ExpressionError) {
        guard token == .sign(sign) else {
            throw ExpressionError(column, "expected \"\(sign)\", found \(token.found)")
        }
        try advance()
    }

    /// Counts a part, so that neither depth nor time can run away.
    private mutating func count() throws(ExpressionError) {
        parts += 1
        guard parts <= Expression.mostParts else {
            throw ExpressionError(column, "an expression has at most \(Expression.mostParts) parts")
        }
    }

    // MARK: - Operators

    private mutating func operation(_ level: Int) throws(ExpressionError) -> Part {
        guard level <= ExpressionOperator.highestLevel else { return try prefix() }
        if level == 2, token == .name("not") { return try negation() }
        var left = try operation(level + 1)
        while let found = self.operator(of: level) {
            let place = column
            try count()
            try advance()
            let right = try operation(level + 1)
            let type = try found.type(left, right, at: place)
            left = Part(
                node: .operation(found, left.node, right.node),
                type: type,
                column: left.column
            )
            if level == 2, let next = self.operator(of: 2) {
                throw ExpressionError(
                    column,
                    "\"\(next.rawValue)\" cannot follow another comparison",
                    hint: "join comparisons with \"and\""
                )
            }
        }
        return left
    }

    private func `operator`(of level: Int) -> ExpressionOperator? {
        let found: ExpressionOperator? =
            switch token {
            case .sign(let sign): ExpressionOperator(rawValue: sign)
            case .name(let name): ExpressionOperator(rawValue: name)
            default: nil
            }
        return found?.level == level ? found : nil
    }

    /// `not` with the comparison behind it.
    private mutating func negation() throws(ExpressionError) -> Part {
        let place = column
        try deepen()
        try advance()
        let part = try operation(2)
        depth -= 1
        try part.check(.flag, of: "not")
        return Part(node: .not(part.node), type: .flag, column: place)
    }

    private mutating func prefix() throws(ExpressionError) -> Part {
        guard token == .sign("-") else { return try primary() }
        let place = column
        try deepen()
        try advance()
        let part = try prefix()
        depth -= 1
        try part.check(.number, of: "-")
        return Part(node: .negative(part.node), type: .number, column: place)
    }

    private mutating func deepen() throws(ExpressionError) {
        try count()
        depth += 1
        guard depth <= Self.deepest else {
            throw ExpressionError(
                column,
                "parts of an expression nest at most \(Self.deepest) deep"
            )
        }
    }

    // MARK: - Values

    private mutating func primary() throws(ExpressionError) -> Part {
        try count()
        let place = column
        switch token {
        case .number(let value):
            try advance()
            return Part(node: .value(value), type: .number, column: place)
        case .text(let text):
            try advance()
            return Part(node: .value(.string(text)), type: .text, column: place)
        case .name(let name):
            return try word(name, at: place)
        case .sign("("):
            try deepen()
            try advance()
            let inner = try operation(0)
            try take(")")
            depth -= 1
            return Part(node: inner.node, type: inner.type, column: place)
        case .sign("["):
            let elements = try elements(open: "[", close: "]")
            return Part(node: .list(elements.map(\.node)), type: .list, column: place)
        default:
            throw ExpressionError(place, "expected a value, found \(token.found)")
        }
    }

    private mutating func word(
        _ name: String,
        at place: Int
    ) throws(ExpressionError) -> Part {
        if ExpressionOperator(rawValue: name) != nil || name == "not" {
            throw ExpressionError(place, "expected a value, found \"\(name)\"")
        }
        try advance()
        switch name {
        case "true": return Part(node: .value(true), type: .flag, column: place)
        case "false": return Part(node: .value(false), type: .flag, column: place)
        case "null": return Part(node: .value(.null), type: .nothing, column: place)
        default: break
        }
        if token == .sign("(") { return try call(name, at: place) }
        var steps: [BodyPath.Step] = []
        while let step = try step() { steps.append(step) }
        let type: ExpressionType =
            switch (name, steps.isEmpty) {
            case ("instance", true): .text
            case ("visit", true): .number
            default: .any
            }
        return Part(node: .variable(name, steps), type: type, column: place)
    }

    /// A step from a value to one within it: `.key`, `["key"]` or `[0]`.
    private mutating func step() throws(ExpressionError) -> BodyPath.Step? {
        if token == .sign(".") {
            try advance()
            guard case .name(let name) = token else {
                throw ExpressionError(
                    column,
                    "expected a name, found \(token.found)",
                    hint: "write other keys as [\"key\"]"
                )
            }
            try advance()
            return .key(name)
        }
        guard token == .sign("[") else { return nil }
        try advance()
        let step: BodyPath.Step
        switch token {
        case .text(let key): step = .key(key)
        case .number(let number):
            guard let index = number.integer, let place = Int(exactly: index) else { fallthrough }
            step = .index(place)
        default:
            throw ExpressionError(column, "expected a place or a key, found \(token.found)")
        }
        try advance()
        try take("]")
        return step
    }

    private mutating func call(_ name: String, at place: Int) throws(ExpressionError) -> Part {
        guard let function = ExpressionFunction(rawValue: name) else {
            let names = ExpressionFunction.allCases.map(\.rawValue)
            throw ExpressionError(
                place,
                "unknown function \"\(name)\"",
                hint: "known are \(names.joined(separator: ", "))"
            )
        }
        let arguments = try elements(open: "(", close: ")")
        let type = try function.type(arguments, at: place)
        return Part(node: .call(function, arguments.map(\.node)), type: type, column: place)
    }

    private mutating func elements(
        open: String,
        close: String
    ) throws(ExpressionError) -> [Part] {
        try deepen()
        try take(open)
        var elements: [Part] = []
        while token != .sign(close) {
            if !elements.isEmpty { try take(",") }
            elements.append(try operation(0))
        }
        try advance()
        depth -= 1
        return elements
    }
}
