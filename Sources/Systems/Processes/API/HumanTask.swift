import JSON

/// A question to people, as lists and replies show it.
struct HumanTask {
    enum Status: String, CaseIterable {
        /// Somebody is to answer.
        case open
        case decided
        /// The deadline was over before anybody answered.
        case expired
    }

    let step: StepID
    let status: Status

    /// The role that is asked now, or was asked last.
    let role: String?

    /// When the step began, and when it was over; in nanoseconds of the run.
    let since: Int64?
    var endedAt: Int64?
    var outcome: String?
    var author: String?

    /// The open ones of an instance, in the order in which they began.
    static func open(_ instance: ProcessInstance, _ graph: ProcessGraph) -> [HumanTask] {
        instance.steps.compactMap { step in
            guard step.phase == .waiting(.answer) else { return nil }
            return HumanTask(
                step: step.id,
                status: .open,
                role: role(of: step.id, escalations: step.escalations, graph),
                since: step.since
            )
        }
    }

    /// Those of an instance that are over, in the order of their ends.
    static func over(_ record: InstanceRecord, _ graph: ProcessGraph) -> [HumanTask] {
        var escalations: [StepID: Int] = [:]
        var asked: Set<StepID> = []
        var tasks: [HumanTask] = []
        for entry in record.history {
            switch entry.input {
            case .waits(let step, .answer): asked.insert(step)
            case .escalated(let step): escalations[step, default: 0] += 1
            case .ended(let step, let outcome, _, let answerer?):
                tasks.append(
                    HumanTask(
                        step: step,
                        status: .decided,
                        role: role(of: step, escalations: escalations[step] ?? 0, graph),
                        since: nil,
                        endedAt: entry.at,
                        outcome: graph.nodes[step.node].outcomes[outcome],
                        author: answerer.author
                    )
                )
            case .deadline(let step) where asked.contains(step):
                tasks.append(
                    HumanTask(
                        step: step,
                        status: .expired,
                        role: role(of: step, escalations: escalations[step] ?? 0, graph),
                        since: nil,
                        endedAt: entry.at,
                        outcome: EngineOutcome.expired
                    )
                )
            default: break
            }
        }
        return tasks
    }

    private static func role(
        of step: StepID,
        escalations: Int,
        _ graph: ProcessGraph
    ) -> String? {
        let node = graph.nodes[step.node].source
        guard escalations > 0, escalations <= node.escalations.count else {
            return HumanModule.role(of: node)
        }
        return node.escalations[escalations - 1].role
    }
}

extension InstanceReply {
    /// A question; who gets it whole gets the variables, too.
    func json(_ task: HumanTask) -> JSONObject {
        let node = graph.nodes[task.step.node].source
        var object: JSONObject = [
            "id": .string(name(of: task.step).text),
            "instance": .string(id),
            "definition": .string(graph.definition.id),
            "version": .integer(Int64(graph.version)),
            "key": key,
            "process": .string(node.id),
            "visit": .integer(Int64(task.step.visit)),
            "status": .string(task.status.rawValue),
            "role": task.role.map { .string($0) } ?? .null,
            "question": question(task).map { .string($0) } ?? .null,
            "outcomes": .array(node.outcomes.map { .string($0) }),
        ]
        if let since = task.since {
            object["since"] = Self.instant(since)
            object["deadline"] = node.deadline.map { Self.instant(since, plus: $0) } ?? .null
        }
        if let outcome = task.outcome { object["outcome"] = .string(outcome) }
        if let author = task.author { object["author"] = .string(author) }
        if let ended = task.endedAt { object["endedAt"] = Self.instant(ended) }
        return object
    }
    /// What they are asked, in words.
    private func question(_ task: HumanTask) -> String? {
        let scope = ExpressionScope(
            variables: record.instance.variables,
            instance: id,
            visit: task.step.visit
        )
        return HumanModule.question(of: graph.nodes[task.step.node].source, for: scope)
    }
}
