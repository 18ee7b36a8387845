package import JSON

/// A business process as its author wrote it: processes, and the links that join them.
///
/// What is published of it never changes: a new version is a new value.
package struct ProcessDefinition: Sendable, Equatable {
    package var id: String
    package var title: String

    /// An instance that runs longer than this is closed; nil lets it run for ever.
    package var timeToLive: Duration?

    package var processes: [ProcessNode]
    package var links: [ProcessLink]

    package init(
        id: String,
        title: String = "",
        timeToLive: Duration? = nil,
        processes: [ProcessNode] = [],
        links: [ProcessLink] = []
    ) {
        self.id = id
        self.title = title
        self.timeToLive = timeToLive
        self.processes = processes
        self.links = links
    }
}

/// One process of a definition: a module with its settings, and what it may end with.
package struct ProcessNode: Sendable, Equatable {
    package var id: String
    package var kind: ProcessKind

    /// What it may end with, in the author's order: only `done` where the kind is binary.
    package var outcomes: [String]

    /// The name of the module that carries it out.
    package var module: String

    /// What the module is told, checked by the module.
    package var settings: JSONObject

    /// True where an instance begins here; processes without links to them begin anyway.
    package var isStart: Bool

    /// When tokens on the links to it start it.
    package var join: JoinMode

    /// After this long without an outcome it ends with `expired`; it fails closed, so that a
    /// deadline never stands for an outcome of the author's.
    package var deadline: Duration?

    /// Who is asked after how long without an outcome, in the order of their times.
    package var escalations: [ProcessEscalation]

    /// How often the module is tried before the process fails, and the pause between.
    package var attempts: Int
    package var retryDelay: Duration

    /// How often it may begin in one instance; more is an incident.
    package var visits: Int

    package init(
        id: String,
        kind: ProcessKind = .binary,
        outcomes: [String] = ["done"],
        module: String,
        settings: JSONObject = JSONObject(),
        isStart: Bool = false,
        join: JoinMode = .each,
        deadline: Duration? = nil,
        escalations: [ProcessEscalation] = [],
        attempts: Int = 3,
        retryDelay: Duration = .seconds(1),
        visits: Int = 1000
    ) {
        self.id = id
        self.kind = kind
        self.outcomes = outcomes
        self.module = module
        self.settings = settings
        self.isStart = isStart
        self.join = join
        self.deadline = deadline
        self.escalations = escalations
        self.attempts = attempts
        self.retryDelay = retryDelay
        self.visits = visits
    }
}

/// Which outcomes a process may have.
package enum ProcessKind: String, Sendable, CaseIterable {
    /// Not done, then `done`.
    case binary
    /// Not done, then one of its outcomes.
    case scenario
}

/// Somebody else is asked when nobody has decided.
package struct ProcessEscalation: Sendable, Equatable {
    package var after: Duration
    /// The role that the task goes to.
    package var role: String

    package init(after: Duration, role: String) {
        self.after = after
        self.role = role
    }
}

/// When tokens on the links to a process start it.
package enum JoinMode: Sendable, Equatable {
    /// Each token by itself: the process begins once for each of them.
    case each
    /// One token on every link; surplus ones stay for the next round.
    case all
    /// The first token of a round; the others of the round, one a link, are absorbed.
    case any
    /// The n-th token of a round of one a link; the others of the round are absorbed.
    case atLeast(Int)
    /// As soon as no further token can reach it (the inclusive join of BPMN).
    case active
}

/// The way from an outcome of one process to what comes next.
package struct ProcessLink: Sendable, Equatable {
    package var from: String
    package var outcome: String
    package var target: LinkTarget

    package init(from: String, outcome: String = "done", target: LinkTarget) {
        self.from = from
        self.outcome = outcome
        self.target = target
    }
}

/// Where a link leads.
package enum LinkTarget: Sendable, Equatable {
    case process(String)
    /// The token ends; the instance does with its last one, and is called by `result`.
    case end(result: String?)
    /// The instance ends at once, whatever else it waits for.
    case terminate(result: String?)
}

/// The outcomes that come from the engine and not from an author.
package enum EngineOutcome {
    /// The deadline was over first.
    package static let expired = "expired"
    /// The module failed as often as it may; without a link it is an incident.
    package static let failed = "failed"

    package static let all = [expired, failed]
}
