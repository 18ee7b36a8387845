import Infrastructure
import JSON

/// Checks the settings of a process against the keys of its module.
enum SettingCheck {
    static func problems(of settings: JSONObject, _ keys: [ModuleSetting]) -> [ModuleProblem] {
        var problems: [ModuleProblem] = []
        for member in settings.members {
            guard let key = keys.first(where: { $0.name == member.key }) else {
                problems.append(unknown(member.key, among: keys.map(\.name)))
                continue
            }
            if let problem = key.problem(of: member.value) { problems.append(problem) }
        }
        for key in keys where key.isRequired && settings[key.name] == nil {
            problems.append(ModuleProblem("missing setting \"\(key.name)\"", hint: key.summary))
        }
        return problems
    }

    /// A name that no setting has.
    static func unknown(
        _ name: String,
        among names: [String],
        in path: [BodyPath.Step] = [],
        of noun: String = "setting"
    ) -> ModuleProblem {
        ModuleProblem(
            path + [.key(name)],
            "unknown \(noun) \(quoted(name))",
            hint: names.isEmpty ? "it takes none" : "known are \(list(names))"
        )
    }

    static func quoted(_ text: String) -> String { JSONWriter.compact(.string(text)) }

    static func list(_ names: [String]) -> String {
        names.map(quoted).joined(separator: ", ")
    }
}

extension ModuleProblem {
    /// A mistake in an expression, with its column.
    init(_ path: [BodyPath.Step], _ error: ExpressionError) {
        self.init(path, "\(error.message), at column \(error.column)", hint: error.hint)
    }
}

extension ModuleSetting {
    /// What is wrong with a value of this setting.
    fileprivate func problem(of value: JSONValue) -> ModuleProblem? {
        let place: [BodyPath.Step] = [.key(name)]
        switch kind {
        case .any: return nil
        case .expression, .template:
            guard let text = value.string else { break }
            do throws(ExpressionError) {
                if case .template = kind {
                    _ = try ExpressionTemplate(text)
                } else {
                    _ = try Expression(text)
                }
            } catch {
                return ModuleProblem(place, error)
            }
            return nil
        case .choice(let names):
            guard let text = value.string else { break }
            return names.contains(text)
                ? nil
                : ModuleProblem(
                    place,
                    "unknown name \(SettingCheck.quoted(text))",
                    hint: "known are \(SettingCheck.list(names))"
                )
        case .duration:
            guard let text = value.string else { break }
            return SettingDuration.read(text) == nil
                ? ModuleProblem(
                    place,
                    "expected a duration, found \(SettingCheck.quoted(text))",
                    hint: "write a number and a unit, as in \"60s\""
                ) : nil
        default: if fits(value) { return nil }
        }
        return ModuleProblem(place, "expected \(kind.noun), found \(value.noun)")
    }

    private func fits(_ value: JSONValue) -> Bool {
        switch kind {
        case .text: value.string != nil
        case .number: value.number != nil
        case .flag: value.bool != nil
        case .count: (value.integer ?? -1) >= 0
        case .object: value.object != nil
        case .list: value.array != nil
        default: true
        }
    }
}

extension ModuleSetting.Kind {
    /// What a message calls a value of this kind.
    fileprivate var noun: String {
        switch self {
        case .text, .template, .choice: "a text"
        case .number: "a number"
        case .flag: "true or false"
        case .duration: "a duration such as \"60s\""
        case .count: "a whole number of 0 or more"
        case .object: "an object"
        case .list: "an array"
        case .any: "any value"
        case .expression: "the text of an expression"
        }
    }
}

extension JSONValue {
    /// What kind of value it is, for messages.
    var noun: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .integer, .number: JSONWriter.compact(self)
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
