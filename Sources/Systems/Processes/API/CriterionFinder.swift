import Infrastructure
import JSON

/// Finds the criteria that requests name.
struct CriterionFinder {
    let definition: ProcessDefinition

    /// A criterion of a process; throws what is known instead.
    func criterion(_ name: String, of process: String) throws(APIFailure) -> Criterion {
        let processes = definition.processes.filter { $0.module == CriteriaModule.name }
        guard let node = processes.first(where: { $0.id == process }) else {
            throw .unknown(
                "no process \(Quotation.quoted(process)) of "
                    + "\(Quotation.quoted(definition.id)) has criteria",
                hint: Suggestion.hint(for: process, among: processes.map(\.id))
                    ?? "it has no criteria process"
            )
        }
        let criteria = Criterion.all(of: node)
        guard let criterion = criteria.first(where: { $0.name == name }) else {
            throw .unknown(
                "\(Quotation.quoted(process)) has no criterion \(Quotation.quoted(name))",
                hint: Suggestion.hint(for: name, among: criteria.map(\.name)) ?? ""
            )
        }
        return criterion
    }

    /// The changes in the body of a decision; problems are appended.
    func changes(
        _ body: JSONObject,
        _ problems: inout [RequestProblem]
    ) -> [ThresholdChange] {
        var changes: [ThresholdChange] = []
        for (place, value) in (body["criteria"]?.array ?? []).enumerated() {
            let location: [JSONValue] = ["body", "criteria", .integer(Int64(place))]
            guard let fields = value.object, let process = fields.string("process"),
                let name = fields.string("criterion")
            else { continue }
            do throws(APIFailure) {
                let criterion = try criterion(name, of: process)
                let amount = try ThresholdAmount(fields, at: location, from: criterion.threshold)
                changes.append(
                    ThresholdChange(process: process, criterion: name, amount: amount.amount)
                )
            } catch {
                problems += error.problems(at: location, value)
            }
        }
        return changes
    }
}

/// What a threshold becomes, as a body has it: `to` a number, or changed `by` one.
struct ThresholdAmount {
    let amount: ThresholdChange.Amount

    init(
        _ fields: JSONObject,
        at location: [JSONValue],
        from usual: JSONValue
    ) throws(APIFailure) {
        switch (fields["to"], fields["by"]) {
        case (let to?, nil) where to.number != nil: amount = .to(to)
        case (nil, let by?) where by.number != nil: amount = .by(by, from: usual)
        default:
            let text = "write either \"to\" or \"by\", with a number"
            throw .problems([.value(text, location, .object(fields))])
        }
    }
}

extension APIFailure {
    /// The failure as problems of one place of a body.
    fileprivate func problems(
        at location: [JSONValue],
        _ input: JSONValue
    ) -> [RequestProblem] {
        switch self {
        case .problems(let problems): problems
        case .unknown(let message, let hint):
            [.value(hint.isEmpty ? message : "\(message); \(hint)", location, input)]
        case .conflict(_, let message, _, _), .unavailable(let message):
            [.value(message, location, input)]
        }
    }
}

extension RequestProblem {
    /// Something that no rule of pydantic says, as its validators report it.
    static func value(
        _ text: String,
        _ location: [JSONValue],
        _ input: JSONValue
    ) -> RequestProblem {
        RequestProblem(
            type: "value_error",
            location: location,
            message: "Value error, \(text)",
            input: input,
            context: ["error": .string(text)]
        )
    }
}
