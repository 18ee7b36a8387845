/// Builds the value of a text by recursive descent, as deep as the limit allows.
struct JSONParser {
    /// An array or object that is not closed yet.
    struct Bracket {
        let kind: String
        let closer: String
        let position: JSONPosition
    }

    var scanner: JSONScanner
    private let depthLimit: Int

    /// Outermost first; it names what is unclosed where the text ends.
    private(set) var open: [Bracket] = []

    /// `firstLine` is the number of the line that the text begins on.
    init(_ bytes: [UInt8], firstLine: Int, depthLimit: Int) {
        scanner = JSONScanner(bytes, firstLine: firstLine)
        self.depthLimit = depthLimit
    }

    mutating func parse() throws(JSONSyntaxError) -> JSONNode {
        let root = try parseValue(.root)
        scanner.skipWhitespace()
        guard scanner.isAtEnd else { throw unexpected(.end) }
        return root
    }

    private mutating func parseValue(_ place: Expectation) throws(JSONSyntaxError) -> JSONNode {
        scanner.skipWhitespace()
        let position = scanner.position
        let value: JSONNode.Value
        switch scanner.current {
        case .quote:
            value = .string(try scanner.scanString())
        case .minus, .zero ... .nine:
            value = .number(try scanner.scanNumber())
        case .openBracket:
            value = .array(try parseArray())
        case .openBrace:
            value = .object(try parseObject())
        default:
            guard let literal = scanner.scanLiteral() else { throw unexpected(place) }
            value = literal
        }
        return JSONNode(position: position, value: value)
    }

    private mutating func parseArray() throws(JSONSyntaxError) -> [JSONNode] {
        try enter(kind: "array", closer: "]")
        var elements: [JSONNode] = []
        scanner.skipWhitespace()
        var isClosed = scanner.current == .closeBracket
        var place = Expectation.value
        while !isClosed {
            elements.append(try parseValue(place))
            scanner.skipWhitespace()
            isClosed = scanner.current == .closeBracket
            if !isClosed {
                place = .valueAfterComma(at: try skipComma())
            }
        }
        leave()
        return elements
    }

    private mutating func parseObject() throws(JSONSyntaxError) -> [JSONMember] {
        try enter(kind: "object", closer: "}")
        var members: [JSONMember] = []
        scanner.skipWhitespace()
        var isClosed = scanner.current == .closeBrace
        var place = Expectation.key
        while !isClosed {
            members.append(try parseMember(place))
            scanner.skipWhitespace()
            isClosed = scanner.current == .closeBrace
            if !isClosed {
                place = .keyAfterComma(at: try skipComma())
                scanner.skipWhitespace()
            }
        }
        leave()
        return members
    }

    private mutating func parseMember(_ place: Expectation) throws(JSONSyntaxError) -> JSONMember {
        guard scanner.current == .quote else { throw unexpected(place) }
        let position = scanner.position
        let key = try scanner.scanString()
        scanner.skipWhitespace()
        guard scanner.current == .colon else { throw unexpected(.colon(key: key)) }
        scanner.advance()
        let value = try parseValue(.valueOf(key: key))
        return JSONMember(key: key, keyPosition: position, value: value)
    }

    /// Moves over the comma between two items and gives its place.
    private mutating func skipComma() throws(JSONSyntaxError) -> Int {
        guard scanner.current == .comma else { throw unexpected(.commaOrClose) }
        let comma = scanner.index
        scanner.advance()
        return comma
    }

    private mutating func enter(kind: String, closer: String) throws(JSONSyntaxError) {
        guard open.count < depthLimit else {
            throw JSONSyntaxError(
                position: scanner.position,
                message: "arrays and objects nest more than \(depthLimit) deep"
            )
        }
        open.append(Bracket(kind: kind, closer: closer, position: scanner.position))
        scanner.advance()
    }

    private mutating func leave() {
        open.removeLast()
        scanner.advance()
    }
}
