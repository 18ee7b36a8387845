import Infrastructure
import JSON

/// How a decision changes the threshold of a criterion.
package struct CriterionAdjustment: Sendable, Equatable {
    /// The outcome that it belongs to; nil for any.
    package let outcome: String?
    package let change: ThresholdChange

    private static let keys = [
        ModuleSetting("on", .text, "The outcome that it belongs to; any by default."),
        ModuleSetting("process", .text, required: true, "The criteria process."),
        ModuleSetting("criterion", .text, required: true, "The name of its criterion."),
        ModuleSetting("by", .number, "What is added to the threshold."),
        ModuleSetting("to", .number, "What the threshold becomes."),
    ]

    /// The adjustments in the settings of a process.
    package static func all(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [CriterionAdjustment] {
        (node.settings["adjust"]?.array ?? []).compactMap { value in
            guard let process = value["process"]?.string, let name = value["criterion"]?.string,
                let other = definition.processes.first(where: { $0.id == process }),
                let criterion = Criterion.all(of: other).first(where: { $0.name == name })
            else { return nil }
            let amount: ThresholdChange.Amount
            if let by = value["by"], by.number != nil {
                amount = .by(by, from: criterion.threshold)
            } else if let to = value["to"], to.number != nil {
                amount = .to(to)
            } else {
                return nil
            }
            return CriterionAdjustment(
                outcome: value["on"]?.string,
                change: ThresholdChange(process: process, criterion: name, amount: amount)
            )
        }
    }

    static func problems(
        of value: JSONValue,
        for node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        guard let object = value.object else {
            return [ModuleProblem([], "expected an object, found \(Quotation.found(value))")]
        }
        var problems = SettingCheck.problems(of: object, keys)
        if (object["by"] == nil) == (object["to"] == nil) {
            problems.append(ModuleProblem([], "expected either \"by\" or \"to\" with a number"))
        }
        if let outcome = object.string("on"), !node.outcomes.contains(outcome) {
            problems.append(.notAnOutcome(outcome, of: node, at: [.key("on")]))
        }
        return problems + criterionProblems(of: object, in: definition)
    }

    /// A criterion that there is none of.
    private static func criterionProblems(
        of object: JSONObject,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        guard let process = object.string("process") else { return [] }
        guard let other = definition.processes.first(where: { $0.id == process }) else {
            return [
                ModuleProblem(
                    [.key("process")],
                    "there is no process \(Quotation.quoted(process))",
                    hint: Suggestion.hint(for: process, among: definition.processes.map(\.id))
                )
            ]
        }
        guard other.module == CriteriaModule.name else {
            return [
                ModuleProblem(
                    [.key("process")],
                    "\(Quotation.quoted(process)) has no criteria",
                    hint: "its module is \(Quotation.quoted(other.module))"
                )
            ]
        }
        let names = Criterion.all(of: other).map(\.name)
        guard let name = object.string("criterion"), !names.contains(name) else { return [] }
        return [
            ModuleProblem(
                [.key("criterion")],
                "\(Quotation.quoted(process)) has no criterion \(Quotation.quoted(name))",
                hint: Suggestion.hint(for: name, among: names)
            )
        ]
    }
}
