package import Infrastructure
package import JSON

/// What carries out processes of one sort: criteria, a decision, a human task, a mail.
///
/// A module is one file and one line in `ModuleCatalogue`. It keeps nothing between calls, and the
/// same step may be given to it again: what it does to the world it does under the key of the
/// step, so that it happens once.
package protocol ProcessModule: Sendable {
    /// The name in definitions, which is that of its queue, too: `processes.NAME`.
    static var name: String { get }

    /// One sentence for the manual.
    static var summary: String { get }

    /// The keys of its settings.
    static var settings: [ModuleSetting] { get }

    /// What is wrong with a process that it should carry out, beyond the types of its settings.
    static func problems(of node: ProcessNode, in definition: ProcessDefinition) -> [ModuleProblem]

    /// The definitions that a process starts instances of, with their places in its settings.
    static func subprocesses(
        of node: ProcessNode
    ) -> [(path: [BodyPath.Step], definition: String)]

    /// Gets ready to carry out one valid process of a definition.
    init(_ node: ProcessNode, in definition: ProcessDefinition, world: ModuleWorld)

    /// Carries out a step; what it throws counts as a failed attempt.
    func run(_ work: ModuleWork) async throws -> ModuleResult
}

extension ProcessModule {
    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] { [] }

    package static func subprocesses(
        of node: ProcessNode
    ) -> [(path: [BodyPath.Step], definition: String)] { [] }
}

/// A key of the settings of a module.
package struct ModuleSetting: Sendable {
    package enum Kind: Sendable {
        case text, number, flag, duration, count, object, list, any
        case choice([String])
        /// The text of an expression over the variables.
        case expression
        /// A text with expressions in braces.
        case template
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let summary: String

    package init(_ name: String, _ kind: Kind, required: Bool = false, _ summary: String) {
        self.name = name
        self.kind = kind
        isRequired = required
        self.summary = summary
    }
}

/// A mistake in the settings of a process.
package struct ModuleProblem: Sendable, Equatable {
    /// The way to it from the settings.
    package let path: [BodyPath.Step]
    package let message: String
    package let hint: String?

    package init(_ path: [BodyPath.Step], _ message: String, hint: String? = nil) {
        self.path = path
        self.message = message
        self.hint = hint
    }

    /// A mistake of the settings as a whole.
    package init(_ message: String, hint: String? = nil) {
        self.init([], message, hint: hint)
    }
}

/// What a module is to do.
package struct ModuleWork: Sendable {
    package let instance: String
    package let step: StepID
    package let attempt: Int

    /// The variables of the instance, read before the step began.
    package let variables: JSONObject

    /// The role that the step has escalated to; nil before any escalation.
    package let role: String?

    package init(
        instance: String,
        step: StepID,
        attempt: Int,
        variables: JSONObject,
        role: String? = nil
    ) {
        self.instance = instance
        self.step = step
        self.attempt = attempt
        self.variables = variables
        self.role = role
    }

    /// Names the step among all steps of all instances: what makes its effects happen once.
    package var key: String { step.key(in: instance) }
}

/// How a module leaves a step.
package enum ModuleResult: Sendable, Equatable {
    /// It is over with this outcome, and variables get values.
    case ended(outcome: String, assigning: JSONObject)
    /// It goes on with the next event for the instance.
    case waitsForEvent
    /// Somebody was asked, and will answer.
    case waitsForAnswer
    /// It ends by itself with `done` after this long.
    case waits(Duration)
    /// An instance of another definition is to be started, and will tell its end: the step ends
    /// with its result where that is an outcome of the process.
    case startsInstance(of: String, variables: JSONObject)

    package static let done = ModuleResult.ended(outcome: "done", assigning: JSONObject())
}

/// A module could not do its work this time.
package struct ModuleFailure: Error, Equatable, Sendable {
    package let message: String

    /// True when further attempts would only fail in the same way.
    package let isFinal: Bool

    package init(_ message: String, isFinal: Bool = false) {
        self.message = message
        self.isFinal = isFinal
    }
}
