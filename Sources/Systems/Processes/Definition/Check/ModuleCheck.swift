import Infrastructure
import JSON

/// Modules that there are none of, and settings that their modules do not take.
struct ModuleCheck {
    private(set) var problems: [DefinitionProblem] = []
    private let modules: [any ProcessModule.Type]
    private let others: [ProcessDefinition]
    private let names: [String]

    init(
        _ definition: ProcessDefinition,
        _ modules: [any ProcessModule.Type],
        others: [ProcessDefinition],
        _ names: [String]
    ) {
        self.modules = modules
        self.names = names
        self.others = others
        for (place, process) in definition.processes.enumerated() where !process.module.isEmpty {
            check(process, of: definition, at: .process(place))
        }
    }

    private mutating func note(_ path: BodyPath, _ message: String, hint: String? = nil) {
        problems.append(DefinitionProblem(path, message, hint: hint))
    }

    private mutating func check(
        _ process: ProcessNode,
        of definition: ProcessDefinition,
        at path: BodyPath
    ) {
        guard let module = modules.first(where: { $0.name == process.module }) else {
            note(
                path.key("module"),
                "there is no module \(Quotation.quoted(process.module))",
                hint: Suggestion.hint(for: process.module, among: modules.map { $0.name })
            )
            return
        }
        let path = path.key("settings")
        let before = problems.count
        checkSettings(of: process, module.settings, at: path)
        guard problems.count == before else { return }
        for problem in module.problems(of: process, in: definition) {
            note(BodyPath(path.steps + problem.path), problem.message, hint: problem.hint)
        }
        for (place, name) in module.subprocesses(of: process) {
            checkSubprocess(name, of: definition, at: BodyPath(path.steps + place))
        }
    }

    private mutating func checkSettings(
        of process: ProcessNode,
        _ known: [ModuleSetting],
        at path: BodyPath
    ) {
        var reader = FieldReader()
        let object = reader.object(
            .object(process.settings),
            known.map(\.name),
            required: known.filter(\.isRequired).map(\.name),
            at: path
        )
        for setting in known {
            guard let value = object?[setting.name] else { continue }
            reader.check(value, as: setting.kind, at: path.key(setting.name))
        }
        problems += reader.problems
    }

    /// A definition that starts itself, by whatever way, would never come to an end.
    private mutating func checkSubprocess(
        _ name: String,
        of definition: ProcessDefinition,
        at path: BodyPath
    ) {
        let isKnown = name == definition.id || others.contains { $0.id == name }
        guard isKnown else {
            note(
                path,
                "there is no definition \(Quotation.quoted(name))",
                hint: Suggestion.hint(for: name, among: names)
            )
            return
        }
        guard let way = way(from: name, to: definition.id) else { return }
        let names = ([definition.id] + way).joined(separator: " → ")
        note(
            path,
            "a cycle of sub-processes: \(names)",
            hint: "no definition can start itself"
        )
    }

    /// The shortest way by sub-processes, with both ends; nil when there is none.
    private func way(from start: String, to end: String) -> [String]? {
        var ways = [[start]]
        var seen = Set([start])
        var next = 0
        let check = DefinitionCheck(modules: modules)
        while next < ways.count {
            let way = ways[next]
            next += 1
            guard let last = way.last else { continue }
            if last == end { return way }
            guard let definition = others.first(where: { $0.id == last }) else { continue }
            for name in check.subprocesses(of: definition) where seen.insert(name).inserted {
                ways.append(way + [name])
            }
        }
        return nil
    }
}

extension FieldReader {
    /// Checks a setting of a module against what it may be.
    fileprivate mutating func check(
        _ value: JSONValue,
        as kind: ModuleSetting.Kind,
        at path: BodyPath
    ) {
        let found = Quotation.found(value)
        switch kind {
        case .any: return
        case .text where value.string == nil: note(path, "expected a string, found \(found)")
        case .number where value.number == nil: note(path, "expected a number, found \(found)")
        case .flag where value.bool == nil: note(path, "expected true or false, found \(found)")
        case .object where value.object == nil: note(path, "expected an object, found \(found)")
        case .list where value.array == nil: note(path, "expected an array, found \(found)")
        case .text, .number, .flag, .object, .list: return
        case .duration: _ = duration(value, allowsZero: true, at: path)
        case .count: _ = count(value, most: 1_000_000_000, at: path)
        case .choice(let names): _ = choice(value, names, at: path)
        case .expression, .template:
            guard let text = value.string else {
                return note(path, "expected the text of an expression, found \(found)")
            }
            if let error = ExpressionError(of: text, as: kind) {
                note(path, "\(error.message), at column \(error.column)", hint: error.hint)
            }
        }
    }
}
