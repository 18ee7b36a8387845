import Infrastructure

/// What a change sets in motion, after the store has it.
extension InstanceCommands {
    func follow(
        _ id: String,
        _ loaded: Loaded,
        _ input: InstanceInput,
        _ consequences: [Consequence]
    ) async throws(CommandError) {
        tell(id, loaded, input, consequences)
        let instance = loaded.record.instance
        for case .ready(let step, let turn) in consequences {
            guard let active = instance.step(step), active.turn == turn, active.phase == .ready
            else { continue }
            if turn == 0 || input.isRetry { try await setTimers(id, active, loaded.graph) }
            if !instance.isPaused { try await ask(id, active, loaded.graph) }
        }
        switch input {
        case .started: try await setTimeToLive(id, loaded)
        case .resumed: try await sendOutstanding(id, loaded)
        case .waits(let step, .time), .attemptFailed(let step, _, _):
            if let active = instance.step(step) { try await setWake(id, active) }
        case .escalated(let step):
            if let active = instance.step(step) {
                try await setEscalation(id, active, loaded.graph)
            }
        default: break
        }
        try await cancelChildren(of: loaded)
        if instance.status.isOver { try await tellParent(id, loaded) }
    }

    /// Ends sub-processes that nobody waits for any more, since their step is over without them.
    private func cancelChildren(of loaded: Loaded) async throws(CommandError) {
        guard loaded.graph.hasSubprocesses else { return }
        for entry in loaded.record.history {
            guard case .waits(let step, .instance(let child)) = entry.input,
                loaded.record.instance.step(step)?.phase != .waiting(.instance(child))
            else { continue }
            do throws(CommandError) {
                try await cancel(child, by: "engine")
            } catch {
                // It has ended by itself, or is forgotten.
                if error == .cancelled { throw error }
            }
        }
    }

    /// Sends again all that an instance waits for; whoever has it already does nothing.
    func sendOutstanding(_ id: String, _ loaded: Loaded) async throws(CommandError) {
        let instance = loaded.record.instance
        guard !instance.status.isOver else {
            try await cancelChildren(of: loaded)
            return try await tellParent(id, loaded)
        }
        try await setTimeToLive(id, loaded)
        for step in instance.steps {
            try await setTimers(id, step, loaded.graph)
            try await setWake(id, step)
            if !instance.isPaused, step.isAskedAgain { try await ask(id, step, loaded.graph) }
        }
    }

    private func ask(
        _ id: String,
        _ step: ActiveStep,
        _ graph: ProcessGraph
    ) async throws(CommandError) {
        let message = StepMessage(instance: id, step: step.id, turn: step.turn)
        world.audit.stepIsAsked()
        try await send(message.message, to: graph.nodes[step.id.node].queue)
    }

    /// Has a sub-process's end told to the step that waits for it.
    private func tellParent(_ id: String, _ loaded: Loaded) async throws(CommandError) {
        guard let parent = loaded.record.header.parent else { return }
        let instance = loaded.record.instance
        let message = CommandMessage.ended(
            instance: parent.instance,
            step: parent.step,
            child: id,
            status: instance.status,
            instance.result
        )
        try await send(message.message, to: EngineQueues.commands)
    }
}

// MARK: - Timers

extension InstanceCommands {
    private func setTimeToLive(_ id: String, _ loaded: Loaded) async throws(CommandError) {
        guard let life = loaded.graph.definition.timeToLive else { return }
        let start = Timestamp(nanoseconds: loaded.record.instance.startedAt)
        let step = StepID(node: 0, visit: 0)
        try await set(id, .timeToLive, step, 0, start.adding(life))
    }

    private func setTimers(
        _ id: String,
        _ step: ActiveStep,
        _ graph: ProcessGraph
    ) async throws(CommandError) {
        if let deadline = graph.nodes[step.id.node].source.deadline {
            let since = Timestamp(nanoseconds: step.since)
            try await set(id, .deadline, step.id, 0, since.adding(deadline))
        }
        try await setEscalation(id, step, graph)
    }

    private func setEscalation(
        _ id: String,
        _ step: ActiveStep,
        _ graph: ProcessGraph
    ) async throws(CommandError) {
        let escalations = graph.nodes[step.id.node].source.escalations
        guard step.escalations < escalations.count else { return }
        let due = Timestamp(nanoseconds: step.since).adding(escalations[step.escalations].after)
        try await set(id, .escalation, step.id, step.escalations, due)
    }

    private func setWake(_ id: String, _ step: ActiveStep) async throws(CommandError) {
        let due: Int64
        switch step.phase {
        case .waiting(.time(let until)): due = until
        case .retrying(let at): due = at
        default: return
        }
        try await set(id, .wake, step.id, step.turn, Timestamp(nanoseconds: due))
    }

    private func set(
        _ id: String,
        _ kind: TimerMessage.Kind,
        _ step: StepID,
        _ turn: Int,
        _ due: Timestamp
    ) async throws(CommandError) {
        let timer = TimerMessage(instance: id, kind: kind, step: step, turn: turn, due: due)
        try await send(timer.message, to: EngineQueues.timers)
    }
}

extension InstanceInput {
    fileprivate var isRetry: Bool {
        if case .retried = self { true } else { false }
    }
}

extension ActiveStep {
    /// Whether asking its module again helps: it has not been carried out, or what it asked for may
    /// have been lost with the process that asked.
    fileprivate var isAskedAgain: Bool {
        switch phase {
        case .ready, .waiting(.answer), .waiting(.instance): true
        case .waiting(.event), .waiting(.time), .retrying, .incident: false
        }
    }
}
