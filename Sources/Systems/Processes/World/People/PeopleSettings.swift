/// The people of one role.
package struct PeopleSettings: Sendable {
    package let role: String

    /// How many there are, each with one task at a time; nil for as many as there are tasks.
    package let count: Int?

    /// What they decide, in the order in which chance is asked; none stands for the only outcome
    /// of a process.
    package let outcomes: [String]

    package init(role: String, count: Int? = nil, outcomes: [String] = []) {
        self.role = role
        self.count = count
        self.outcomes = outcomes
    }

    /// The name under which chance knows how long they take.
    package static func timeName(of role: String) -> String { "people.\(role).time" }

    /// The name under which chance knows an outcome of theirs.
    package static func outcomeName(_ outcome: String, of role: String) -> String {
        "people.\(role).outcome.\(outcome)"
    }
}
