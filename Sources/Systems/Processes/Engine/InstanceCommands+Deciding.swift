package import JSON

/// What people do to instances.
extension InstanceCommands {
    /// Answers the question that a step is; the same answer under the same key again does nothing.
    package func decide(
        instance id: String,
        step: StepID,
        _ answer: Answer
    ) async throws(CommandError) {
        try await change(id) { record, graph throws(CommandError) in
            guard step.node < graph.nodes.count, graph.nodes[step.node].asksPeople else {
                throw .unknownTask(instance: id)
            }
            guard let active = record.instance.step(step) else {
                return try record.refusal(of: answer, to: step, graph, id)
            }
            let known = graph.nodes[step.node].source.outcomes
            guard let outcome = known.firstIndex(of: answer.outcome) else {
                throw .notAnOutcome(answer.outcome, known: known)
            }
            guard !record.instance.isPaused else { throw .instancePaused }
            switch active.phase {
            case .ready, .waiting(.answer):
                return .ended(
                    step,
                    outcome: outcome,
                    assigning: answer.assigning,
                    by: Answerer(author: answer.author, key: answer.key)
                )
            default: throw .notAQuestion
            }
        }
    }

    package func cancel(_ id: String, by author: String) async throws(CommandError) {
        try await change(id) { record, _ throws(CommandError) in
            if record.instance.status == .cancelled { return nil }
            try record.refuseIfOver()
            return .cancelled(by: author)
        }
    }

    /// Stops asking modules and taking answers until the instance is resumed; events are kept.
    package func pause(_ id: String, by author: String) async throws(CommandError) {
        try await change(id) { record, _ throws(CommandError) in
            try record.refuseIfOver()
            return record.instance.isPaused ? nil : .paused(by: author)
        }
    }

    package func resume(_ id: String, by author: String) async throws(CommandError) {
        try await change(id) { record, _ throws(CommandError) in
            try record.refuseIfOver()
            return record.instance.isPaused ? .resumed(by: author) : nil
        }
    }

    /// Tries a step with an incident again.
    package func retry(
        instance id: String,
        step: StepID,
        by author: String
    ) async throws(CommandError) {
        try await change(id) { record, _ throws(CommandError) in
            try record.refuseIfOver()
            guard let active = record.instance.step(step) else { throw .unknownTask(instance: id) }
            guard case .incident = active.phase else { throw .notAnIncident }
            return .retried(step, by: author)
        }
    }

    /// Gives variables values.
    package func assign(
        _ id: String,
        _ values: JSONObject,
        by author: String
    ) async throws(CommandError) {
        try await change(id) { record, _ throws(CommandError) in
            try record.refuseIfOver()
            return .assigned(values, by: author)
        }
    }
}

extension InstanceRecord {
    fileprivate func refuseIfOver() throws(CommandError) {
        if instance.status.isOver { throw .instanceOver(instance.status) }
    }

    /// Why nobody is asked for a step any more; nil for the answer that it had, given again.
    fileprivate func refusal(
        of answer: Answer,
        to step: StepID,
        _ graph: ProcessGraph,
        _ id: String
    ) throws(CommandError) -> InstanceInput? {
        for entry in history {
            switch entry.input {
            case .ended(step, let outcome, _, let first?):
                let name = graph.nodes[step.node].outcomes[outcome]
                let isSame = first.author == answer.author && name == answer.outcome
                if !answer.key.isEmpty, first.key == answer.key, isSame { return nil }
                throw .alreadyDecided(by: first.author, outcome: name)
            case .deadline(step): throw .noLongerAsked(status: EngineOutcome.expired)
            default: break
            }
        }
        guard instance.status.isOver else { throw .unknownTask(instance: id) }
        throw .instanceOver(instance.status)
    }
}
