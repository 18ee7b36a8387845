import Infrastructure

/// Who hears of a change: the read model, the meters, the audit, those who were asked.
extension InstanceCommands {
    func tell(
        _ id: String,
        _ loaded: Loaded,
        _ input: InstanceInput,
        _ consequences: [Consequence]
    ) {
        let instant = now
        world.audit.committed(id, loaded.record, input, loaded.graph)
        for consequence in consequences { count(consequence, id, loaded.graph, instant) }
        count(input, loaded.graph)
        if case .started = input { return }
        let (isOver, hold) = world.directory.changed(id, loaded.record, at: instant)
        if isOver { end(loaded, hold) }
    }

    private func count(
        _ consequence: Consequence,
        _ id: String,
        _ graph: ProcessGraph,
        _ instant: Timestamp
    ) {
        switch consequence {
        case .ready, .over: break
        case .traversed(let link, let since):
            world.links.traversed(graph, link, since: since, at: instant.nanoseconds)
        case .ended(let step, _, let since):
            let node = graph.nodes[step.node]
            world.meters.stepEnded(
                node.source.module,
                after: .nanoseconds(instant.nanoseconds - since)
            )
            if node.asksPeople { world.questions.withdraw(id, step) }
        case .withdrawn(let step):
            if graph.nodes[step.node].asksPeople { world.questions.withdraw(id, step) }
        case .incident: world.meters.incidents.add()
        }
    }

    private func count(_ input: InstanceInput, _ graph: ProcessGraph) {
        switch input {
        case .escalated: world.meters.escalations.add()
        default: break
        }
    }

    /// An instance is over: so is its task, if it has one of its own.
    private func end(_ loaded: Loaded, _ hold: (any SuspendedTask)?) {
        let status = loaded.record.instance.status
        world.meters.instances(loaded.graph.definition.id, status).add()
        world.meters.tell(world.directory.counts)
        guard loaded.record.header.parent == nil else { return hold?.drop() ?? () }
        hold?.finish(status == .completed || status == .expired ? .completed : .failed)
    }

    /// An instance is there: it gets a row, and its task is accepted.
    ///
    /// Told again when its beginning is repeated, which changes nothing.
    func tellBeginning(_ id: String, _ loaded: Loaded) {
        // A repetition may come with a request of its own, which must not get a task of its own.
        guard world.directory[id] == nil else { return }
        let environment = world.environment
        let isTask = loaded.record.header.parent == nil
        if isTask { environment.telemetry.taskAccepted(id) }
        let isNew = world.directory.began(
            id,
            loaded.record,
            loaded.graph,
            hold: environment.clock.suspend()
        )
        guard isNew else { return }
        if isTask { environment.telemetry.taskBegan() }
        world.meters.started(loaded.graph.definition.id).add()
        world.meters.tell(world.directory.counts)
    }
}
