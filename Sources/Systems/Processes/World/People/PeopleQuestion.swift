import Infrastructure
import JSON

/// What a process asks people.
struct PeopleQuestion: Sendable {
    private let role: String
    /// The same for all steps of the process.
    private let subject: Int32
    private let people: PeopleService

    init(_ node: ProcessNode, in definition: ProcessDefinition, role: String, world: ModuleWorld) {
        self.role = role
        people = world.people
        subject = people.number(
            of: PeopleSubject(
                definition: definition.id,
                outcomes: node.outcomes,
                adjustments: CriterionAdjustment.all(of: node, in: definition)
            )
        )
    }

    /// Asks whoever has the role now; the same question again changes nothing.
    func ask(_ work: ModuleWork, assigning values: JSONObject) {
        people.ask(subject, of: work.role ?? role, for: work, assigning: values)
    }
}

/// What questions of one process have in common.
struct PeopleSubject: Sendable, Equatable {
    let definition: String
    let outcomes: [String]
    let adjustments: [CriterionAdjustment]
}
