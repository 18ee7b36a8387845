import JSON

/// A text with expressions in braces: `Defect of {pump}: {temperature} degrees`.
///
/// `{{` and `}}` stand for braces themselves. Texts are inserted as they are, null as nothing, and
/// everything else as JSON.
package struct ExpressionTemplate: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case text(String)
        case expression(Expression)
    }

    private let parts: [Part]

    /// Columns of errors are those of the whole text.
    package init(_ text: String) throws(ExpressionError) {
        var parts: [Part] = []
        var literal = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            if scalar == "{" || scalar == "}", place + 1 < scalars.count,
                scalars[place + 1] == scalar
            {
                literal.append(scalar)
                place += 2
                continue
            }
            guard scalar == "{" else {
                guard scalar != "}" else {
                    throw ExpressionError(place + 1, "\"}\" without \"{\"", hint: "write }} for it")
                }
                literal.append(scalar)
                place += 1
                continue
            }
            guard let end = Self.end(of: scalars, from: place + 1) else {
                throw ExpressionError(place + 1, "\"{\" without \"}\"", hint: "write {{ for it")
            }
            if !literal.isEmpty { parts.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[(place + 1)..<end])
            parts.append(.expression(try Self.expression(String(inner), behind: place + 1)))
            place = end + 1
        }
        if !literal.isEmpty { parts.append(.text(String(literal))) }
        self.parts = parts
    }

    /// The closing brace; one in quotes is none.
    private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var quote: Unicode.Scalar?
        var place = start
        while place < scalars.count {
            let scalar = scalars[place]
            if let open = quote {
                if scalar == "\\" { place += 1 } else if scalar == open { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            } else if scalar == "}" {
                return place
            }
            place += 1
        }
        return nil
    }

    private static func expression(
        _ text: String,
        behind offset: Int
    ) throws(ExpressionError) -> Expression {
        do throws(ExpressionError) {
            return try Expression(text)
        } catch {
            throw ExpressionError(error.column + offset, error.message, hint: error.hint)
        }
    }

    /// The text for some variables.
    package func text(in scope: ExpressionScope) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .text(let literal): text += literal
            case .expression(let expression):
                switch expression.value(in: scope) {
                case .null: break
                case .string(let string): text += string
                case let value: text += JSONWriter.compact(value)
                }
            }
        }
    }
}
