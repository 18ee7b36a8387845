import Infrastructure
import JSON

/// What a process asks people, as it goes to them over the wire.
struct PeopleQuestion: Sendable {
    private let role: String
    /// The same for all steps of the process.
    private let subject: JSONObject
    private let world: ModuleWorld

    init(_ node: ProcessNode, in definition: ProcessDefinition, role: String, world: ModuleWorld) {
        self.role = role
        self.world = world
        let subject = PeopleSubject(
            definition: definition.id,
            process: node.id,
            outcomes: node.outcomes,
            adjustments: CriterionAdjustment.all(of: node, in: definition)
        )
        self.subject = subject.json
    }

    /// Asks whoever has the role now; the same question again changes nothing.
    func ask(_ work: ModuleWork, assigning values: JSONObject) async throws {
        var body: JSONObject = [
            "instance": .string(work.instance), "node": .integer(Int64(work.step.node)),
            "visit": .integer(Int64(work.step.visit)), "role": .string(work.role ?? role),
            "subject": .object(subject),
        ]
        if !values.isEmpty { body["assign"] = .object(values) }
        let request = HTTPRequest(.post, PeopleService.path, body: .json(.object(body)))
        let response = try await world.send(request, to: PeopleService.name)
        guard response.status == .ok else {
            throw ModuleFailure("people answered with \(response.status.rawValue)")
        }
    }
}

/// What questions of one process have in common.
struct PeopleSubject: Sendable, Equatable {
    let definition: String
    let process: String
    let outcomes: [String]
    let adjustments: [CriterionAdjustment]

    init(
        definition: String,
        process: String,
        outcomes: [String],
        adjustments: [CriterionAdjustment]
    ) {
        self.definition = definition
        self.process = process
        self.outcomes = outcomes
        self.adjustments = adjustments
    }

    var json: JSONObject {
        [
            "definition": .string(definition), "process": .string(process),
            "outcomes": .array(outcomes.map { .string($0) }),
            "adjust": .array(adjustments.map(\.json)),
        ]
    }

    init?(_ value: JSONValue?) {
        guard let definition = value?["definition"]?.string,
            let process = value?["process"]?.string,
            let outcomes = value?["outcomes"]?.array
        else { return nil }
        self.definition = definition
        self.process = process
        self.outcomes = outcomes.compactMap(\.string)
        adjustments = (value?["adjust"]?.array ?? []).compactMap { CriterionAdjustment($0) }
    }
}

extension CriterionAdjustment {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "process": .string(change.process), "criterion": .string(change.criterion),
        ]
        if let outcome { object["on"] = .string(outcome) }
        switch change.amount {
        case .to(let threshold): object["to"] = threshold
        case .by(let difference, let usual):
            object["by"] = difference
            object["from"] = usual
        }
        return .object(object)
    }

    fileprivate init?(_ value: JSONValue) {
        guard let process = value["process"]?.string, let criterion = value["criterion"]?.string
        else { return nil }
        let amount: ThresholdChange.Amount
        if let difference = value["by"], let usual = value["from"] {
            amount = .by(difference, from: usual)
        } else if let threshold = value["to"] {
            amount = .to(threshold)
        } else {
            return nil
        }
        self.init(
            outcome: value["on"]?.string,
            change: ThresholdChange(process: process, criterion: criterion, amount: amount)
        )
    }
}
