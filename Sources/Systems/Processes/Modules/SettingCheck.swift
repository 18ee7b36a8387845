import Infrastructure
import JSON

/// Checks objects within the settings of a process, such as a rule of a decision.
enum SettingCheck {
    static func problems(
        of object: JSONObject,
        _ keys: [ModuleSetting],
        at path: [BodyPath.Step] = []
    ) -> [ModuleProblem] {
        var problems: [ModuleProblem] = []
        for member in object.members {
            guard let key = keys.first(where: { $0.name == member.key }) else {
                problems.append(unknown(member.key, among: keys.map(\.name), in: path))
                continue
            }
            if let problem = key.problem(of: member.value, at: path) { problems.append(problem) }
        }
        for key in keys where key.isRequired && object[key.name] == nil {
            problems.append(
                ModuleProblem(path, "missing key \(Quotation.quoted(key.name))", hint: key.summary)
            )
        }
        return problems
    }

    /// A name that no key has.
    static func unknown(
        _ name: String,
        among names: [String],
        in path: [BodyPath.Step] = []
    ) -> ModuleProblem {
        ModuleProblem(
            path + [.key(name)],
            "unknown key \(Quotation.quoted(name))",
            hint: Suggestion.hint(for: name, among: names)
        )
    }
}

extension ModuleProblem {
    /// A mistake in an expression, with its column.
    init(_ path: [BodyPath.Step], _ error: ExpressionError) {
        self.init(path, "\(error.message), at column \(error.column)", hint: error.hint)
    }
}

extension ModuleSetting {
    /// What is wrong with a value of this key.
    fileprivate func problem(of value: JSONValue, at path: [BodyPath.Step]) -> ModuleProblem? {
        let place = path + [.key(name)]
        switch kind {
        case .text where value.string != nil: return nil
        case .number where value.number != nil: return nil
        case .expression:
            guard let text = value.string else { break }
            return ExpressionError(of: text, as: kind).map { ModuleProblem(place, $0) }
        default: break
        }
        return ModuleProblem(place, "expected \(kind.noun), found \(Quotation.found(value))")
    }
}

extension ModuleSetting.Kind {
    /// What a message calls a value of this kind.
    fileprivate var noun: String {
        switch self {
        case .number: "a number"
        case .expression: "the text of an expression"
        default: "a string"
        }
    }
}
