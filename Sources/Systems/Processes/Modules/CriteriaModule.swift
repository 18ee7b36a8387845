import Infrastructure
package import JSON

/// Thresholds over readings, which engineers may change while instances run.
package struct CriteriaModule: ProcessModule {
    package static let name = "criteria"
    package static let summary =
        "Compares readings with thresholds that can be changed at run "
        + "time; waits for the next event while they are not met."

    package static let settings = [
        ModuleSetting(
            "criteria",
            .list,
            required: true,
            "Objects with a `reading`, one of `above`, `atLeast`, `below`, `atMost` with a number, "
                + "and a `name`, which is the reading's where it is left out."
        ),
        ModuleSetting(
            "match",
            .choice(["all", "any"]),
            "How many have to be met; all by default."
        ),
        ModuleSetting("outcome", .text, "The outcome when they are met; the first by default."),
        ModuleSetting(
            "otherwise",
            .text,
            "The outcome when they are not met; the next event is waited for where it is left out."
        ),
    ]

    /// Where thresholds are that were changed.
    private let place: String
    private let process: String
    private let criteria: [Criterion]
    private let needsAll: Bool
    private let outcome: String
    private let otherwise: String?
    private let configuration: ProcessConfiguration

    package init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld) {
        place = ProcessConfiguration.key(of: definition.id)
        process = node.id
        criteria = Criterion.all(of: node)
        needsAll = node.settings.string("match") != "any"
        outcome = node.settings.string("outcome") ?? node.outcomes.first ?? "done"
        otherwise = node.settings.string("otherwise")
        configuration = world.configuration
    }

    package func run(_ work: ModuleWork) async throws -> ModuleResult {
        let changed = try await configuration.thresholds(of: process, at: place)
        let scope = ExpressionScope(work)
        var isMet = needsAll
        for criterion in criteria {
            let holds = criterion.holds(in: scope, threshold: changed[criterion.name])
            isMet = needsAll ? isMet && holds : isMet || holds
        }
        if isMet { return .ended(outcome: outcome, assigning: JSONObject()) }
        return otherwise.map { .ended(outcome: $0, assigning: JSONObject()) } ?? .waitsForEvent
    }

    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        var problems: [ModuleProblem] = []
        for key in ["outcome", "otherwise"] {
            guard let name = node.settings.string(key), !node.outcomes.contains(name) else {
                continue
            }
            problems.append(.notAnOutcome(name, of: node, at: [.key(key)]))
        }
        guard let list = node.settings["criteria"]?.array else { return problems }
        if list.isEmpty {
            problems.append(ModuleProblem([.key("criteria")], "there is no criterion"))
        }
        var names: [String] = []
        for (place, value) in list.enumerated() {
            let path: [BodyPath.Step] = [.key("criteria"), .index(place)]
            problems += Criterion.problems(of: value, at: path)
            guard let name = Criterion(value)?.name else { continue }
            if names.contains(name) {
                problems.append(
                    ModuleProblem(
                        path,
                        "two criteria are called \(Quotation.quoted(name))",
                        hint: "give one of them another \"name\""
                    )
                )
            }
            names.append(name)
        }
        return problems
    }
}

/// One threshold of a criteria process.
package struct Criterion: Sendable {
    package enum Comparison: String, Sendable, CaseIterable {
        case above, atLeast, below, atMost
    }

    package let name: String
    package let comparison: Comparison

    /// What the definition says, which holds until somebody changes it.
    package let threshold: JSONValue
    private let reading: Expression

    /// The criteria of a process; none where another module carries it out.
    package static func all(of node: ProcessNode) -> [Criterion] {
        guard node.module == CriteriaModule.name else { return [] }
        return (node.settings["criteria"]?.array ?? []).compactMap(Criterion.init)
    }

    /// Nil for a value that is not one.
    init?(_ value: JSONValue) {
        guard let reading = value["reading"]?.string,
            let expression = try? Expression(reading),
            let comparison = Comparison.allCases.first(where: { value[$0.rawValue] != nil }),
            let threshold = value[comparison.rawValue], threshold.number != nil
        else { return nil }
        name = value["name"]?.string ?? reading
        self.comparison = comparison
        self.threshold = threshold
        self.reading = expression
    }

    /// Whether a reading is there and beyond the threshold.
    func holds(in scope: ExpressionScope, threshold changed: JSONValue?) -> Bool {
        let value = reading.value(in: scope)
        let threshold = changed ?? threshold
        guard value.number != nil else { return false }
        return switch comparison {
        case .above: threshold.precedes(value) == true
        case .atLeast: value.precedes(threshold) == false
        case .below: value.precedes(threshold) == true
        case .atMost: threshold.precedes(value) == false
        }
    }

    static func problems(of value: JSONValue, at path: [BodyPath.Step]) -> [ModuleProblem] {
        guard let object = value.object else {
            return [ModuleProblem(path, "expected an object, found \(Quotation.found(value))")]
        }
        let comparisons = Comparison.allCases.map(\.rawValue)
        let keys = ["reading"] + comparisons + ["name"]
        var problems = object.members.filter { !keys.contains($0.key) }
            .map { SettingCheck.unknown($0.key, among: keys, in: path) }
        if let name = object["name"], name.string?.isEmpty != false {
            problems.append(ModuleProblem(path + [.key("name")], "expected a name"))
        }
        problems += readingProblems(object, at: path)
        let given = comparisons.filter { object[$0] != nil }
        if given.count != 1 {
            problems.append(
                ModuleProblem(
                    path,
                    given.isEmpty ? "missing threshold" : "there is more than one threshold",
                    hint: "write one of \(Quotation.list(comparisons))"
                )
            )
        }
        for name in given where object[name]?.number == nil {
            let found = Quotation.found(object[name] ?? .null)
            problems.append(
                ModuleProblem(path + [.key(name)], "expected a number, found \(found)")
            )
        }
        return problems
    }

    private static func readingProblems(
        _ object: JSONObject,
        at path: [BodyPath.Step]
    ) -> [ModuleProblem] {
        guard let reading = object["reading"] else {
            return [ModuleProblem(path, "missing key \"reading\"")]
        }
        guard let text = reading.string else {
            return [
                ModuleProblem(
                    path + [.key("reading")],
                    "expected the name of a reading, found \(Quotation.found(reading))"
                )
            ]
        }
        do throws(ExpressionError) {
            _ = try Expression(text)
            return []
        } catch {
            return [ModuleProblem(path + [.key("reading")], error)]
        }
    }
}
