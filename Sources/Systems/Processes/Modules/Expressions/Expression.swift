package import JSON

/// What rules, assignments and mails say about the variables of an instance.
///
/// Small, typed and total: an expression that can be read has a value for any variables, null where
/// they do not fit, and takes a time that its text bounds. Mistakes that do not depend on
/// variables are found when it is read.
package struct Expression: Sendable, Equatable {
    package let text: String
    let root: ExpressionNode

    /// How many bytes an expression may have.
    static let longest = 2000
    /// How many operators, calls, lists and values it may have together.
    static let mostParts = 200

    package init(_ text: String) throws(ExpressionError) {
        self.text = text
        root = try ExpressionParser.parse(text)
    }

    /// The value for some variables.
    package func value(in scope: ExpressionScope) -> JSONValue {
        root.value(in: scope)
    }

    /// Whether the value is true, and nothing else that might be taken for it.
    package func holds(in scope: ExpressionScope) -> Bool {
        root.value(in: scope) == .bool(true)
    }
}

/// Why a text is no expression.
package struct ExpressionError: Error, Equatable, Sendable {
    /// Of the first character at fault, in Unicode scalars from 1.
    package let column: Int
    package let message: String
    package let hint: String?

    init(_ column: Int, _ message: String, hint: String? = nil) {
        self.column = column
        self.message = message
        self.hint = hint
    }
}

extension ExpressionError {
    /// What is wrong with a text that a module takes as an expression or a template.
    init?(of text: String, as kind: ModuleSetting.Kind) {
        do throws(ExpressionError) {
            if case .template = kind {
                _ = try ExpressionTemplate(text)
            } else {
                _ = try Expression(text)
            }
            return nil
        } catch {
            self = error
        }
    }
}

/// What the names of an expression stand for.
package struct ExpressionScope: Sendable {
    package var variables: JSONObject
    private let instance: String
    private let visit: Int

    /// The names that are no variables: the instance's id, how often the process had begun in it
    /// before, and all variables as one object.
    static let reserved = ["instance", "visit", "variables"]

    package init(variables: JSONObject, instance: String = "", visit: Int = 0) {
        self.variables = variables
        self.instance = instance
        self.visit = visit
    }

    package init(_ work: ModuleWork) {
        self.init(
            variables: work.variables,
            instance: work.instance,
            visit: work.step.visit
        )
    }

    func value(of name: String) -> JSONValue {
        switch name {
        case "instance": .string(instance)
        case "visit": .integer(Int64(visit))
        case "variables": .object(variables)
        default: variables[name] ?? .null
        }
    }
}
