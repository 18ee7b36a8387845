import Infrastructure
import JSON

/// Assignments of a module: names, and expressions or plain values for them.
///
/// A text is an expression; anything else stands for itself. Later ones see what earlier ones gave.
struct Assignments: Sendable {
    private enum Source: Sendable {
        case expression(Expression)
        case value(JSONValue)
    }

    private let sources: [(name: String, source: Source)]

    var isEmpty: Bool { sources.isEmpty }

    /// Leaves out what is no expression; `problems` tells of it.
    init(_ object: JSONObject?) {
        sources = (object ?? JSONObject()).members.compactMap { member in
            guard let text = member.value.string else { return (member.key, .value(member.value)) }
            return (try? Expression(text)).map { (member.key, .expression($0)) }
        }
    }

    /// The values for some variables.
    func values(in scope: ExpressionScope) -> JSONObject {
        var scope = scope
        var values = JSONObject(capacity: sources.count)
        for (name, source) in sources {
            let value =
                switch source {
                case .value(let value): value
                case .expression(let expression): expression.value(in: scope)
                }
            scope.variables[name] = value
            values[name] = value
        }
        return values
    }

    /// What is wrong with assignments under a setting.
    static func problems(of setting: String, in settings: JSONObject) -> [ModuleProblem] {
        guard let object = settings[setting]?.object else { return [] }
        return object.members.flatMap { member -> [ModuleProblem] in
            let place: [BodyPath.Step] = [.key(setting), .key(member.key)]
            var problems: [ModuleProblem] = []
            if ExpressionScope.reserved.contains(member.key) {
                problems.append(
                    ModuleProblem(place, "\(Quotation.quoted(member.key)) is no variable")
                )
            }
            if let text = member.value.string {
                do throws(ExpressionError) {
                    _ = try Expression(text)
                } catch {
                    problems.append(ModuleProblem(place, error))
                }
            }
            return problems
        }
    }
}

extension JSONObject {
    /// The expression under a key; nil when there is none that can be read.
    func expression(_ key: String) -> Expression? {
        string(key).flatMap { try? Expression($0) }
    }

    /// The template under a key; nil when there is none that can be read.
    func template(_ key: String) -> ExpressionTemplate? {
        string(key).flatMap { try? ExpressionTemplate($0) }
    }

    /// The duration under a key; nil when there is none that can be read.
    func duration(_ key: String) -> Duration? {
        string(key).flatMap { try? DurationText.nanoseconds($0) }.map { .nanoseconds($0) }
    }
}
