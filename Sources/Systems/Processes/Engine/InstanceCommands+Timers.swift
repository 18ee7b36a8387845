import Infrastructure
import JSON

/// What time does to instances, and the ends of others.
extension InstanceCommands {
    /// A timer is due; one that nothing waits for any more does nothing.
    func timerIsDue(_ timer: TimerMessage, isRepeated: Bool) async throws(CommandError) {
        do throws(CommandError) {
            try await change(timer.instance, repeatsOutstanding: isRepeated) { record, _ in
                let instance = record.instance
                // Timers of a paused instance are set again when it goes on.
                guard !instance.status.isOver, !instance.isPaused else { return nil }
                if timer.kind == .timeToLive { return .expired }
                guard let step = instance.step(timer.step) else { return nil }
                switch timer.kind {
                case .wake: return step.wakes(at: timer) ? .woke(step.id) : nil
                case .deadline: return .deadline(step.id)
                case .escalation:
                    return step.escalates(at: timer) ? .escalated(step.id) : nil
                case .timeToLive: return nil
                }
            }
        } catch .unknownInstance {
            return
        }
    }

    /// A sub-process has ended: so does the step that it was.
    ///
    /// Only one that was completed gives an outcome of the author's; all else is a failure.
    func subprocessEnded(
        _ id: String,
        _ step: StepID,
        _ child: String,
        _ status: InstanceStatus,
        _ result: String?
    ) async throws(CommandError) {
        try await change(id) { record, graph in
            guard let active = record.instance.step(step),
                active.phase == .waiting(.instance(child))
            else { return nil }
            let node = graph.nodes[step.node]
            var outcome = node.outcomes.count - 1
            if status == .completed {
                let known = node.source.outcomes
                outcome =
                    result.flatMap { known.firstIndex(of: $0) }
                    ?? (node.source.kind == .binary ? 0 : outcome)
            }
            return .ended(step, outcome: outcome, assigning: JSONObject(), by: nil)
        }
    }
}

extension ActiveStep {
    /// Whether another role is asked; an incident asks nobody.
    fileprivate func escalates(at timer: TimerMessage) -> Bool {
        if case .incident = phase { return false }
        return escalations == timer.turn
    }

    fileprivate func wakes(at timer: TimerMessage) -> Bool {
        guard turn == timer.turn else { return false }
        switch phase {
        case .waiting(.time(let until)): return until <= timer.due.nanoseconds
        case .retrying(let at): return at <= timer.due.nanoseconds
        default: return false
        }
    }
}
