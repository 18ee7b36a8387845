package import JSON

/// A user journey as data: what one virtual user does from its beginning to its end.
///
/// Texts may contain `${name}`, which inserts a variable, a captured value or one of the generated
/// values `${serial}` (a fresh valid equipment id), `${uuid}`, `${iteration}`, `${vu}` and
/// `${pick:a,b,c}`. A text that is nothing else becomes the variable's value with its type.
package struct FlowDescription: Sendable {
    package let name: String
    package let summary: String
    package let steps: [FlowStep]

    /// The variables of the flow with their defaults; the `vars` of a load override them.
    package let variables: [FlowVariable]

    package init(
        _ name: String,
        _ summary: String,
        variables: [FlowVariable] = [],
        steps: [FlowStep]
    ) {
        self.name = name
        self.summary = summary
        self.variables = variables
        self.steps = steps
    }
}

/// A variable that the steps of a flow use.
package struct FlowVariable: Sendable {
    package let name: String
    /// What it may hold; nil stands for any value.
    package let kind: ConfigurationKey.Kind?
    /// What holds where a load leaves it out; without one, every load has to have it.
    package let defaultValue: JSONValue?
    package let summary: String

    package init(
        _ name: String,
        _ kind: ConfigurationKey.Kind?,
        default defaultValue: JSONValue?,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.summary = summary
    }
}
