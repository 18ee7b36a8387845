extension TaskPool {
    /// Announces that the running task is about to wait, and says how to wake it.
    ///
    /// Call `park()` next, with nothing in between that waits. With a `deadline` the wait ends
    /// there as timed out.
    func prepareToPark(
        at point: (any Waitpoint)?,
        deadline: Int64? = nil
    ) throws(CancellationError) -> TaskReference {
        guard let task = current else {
            preconditionFailure("only a task that the simulation spawned can wait in virtual time")
        }
        if task.isInterrupted { return try refuse(task) }
        task.refusals = 0
        nextTicket += 1
        task.ticket = nextTicket
        task.waitpoint = point
        task.wake = .resumed
        if let deadline {
            task.timer = simulation.schedule(
                at: max(deadline, simulation.now),
                task,
                code: point == nil ? SimulatedTask.Code.wake : SimulatedTask.Code.deadline,
                argument: nextTicket
            )
        }
        return TaskReference(task: task, ticket: nextTicket)
    }

    /// Ends a wait of a cancelled task before it begins.
    ///
    /// A task that asks for ever more waits would never give the thread back; in the end it gets
    /// one that nobody can wake it from, and is reported as stuck.
    private func refuse(_ task: SimulatedTask) throws(CancellationError) -> TaskReference {
        task.refusals += 1
        guard task.ignoresCancellation else { throw CancellationError() }
        return TaskReference(task: task, ticket: -1)
    }

    /// Waits until somebody wakes the running task, and says why it was woken.
    func park() async -> Wake {
        guard let task = current else {
            preconditionFailure("a wait was not prepared")
        }
        await gate.pass()
        precondition(current === task, "a task went on without its event")
        return task.wake
    }

    /// Waits, after its work is done, until there is new work for `task` or the pool closes.
    func rest(_ task: SimulatedTask) async {
        precondition(resting === task, "a task ended out of its turn")
        await gate.pass()
    }

    /// Wakes a parked task by an event at the present instant.
    ///
    /// Returns false when the task no longer waits there.
    @discardableResult
    func wake(_ reference: TaskReference, as wake: Wake = .resumed) -> Bool {
        let task = reference.task
        guard task.ticket == reference.ticket, !task.isWaking else { return false }
        leave(task, as: wake)
        simulation.schedule(
            task,
            code: SimulatedTask.Code.wake,
            argument: reference.ticket
        )
        return true
    }

    /// Lets a parked task go on within the present event, which has woken nobody else.
    @discardableResult
    func resume(_ reference: TaskReference, as wake: Wake = .resumed) -> Bool {
        let task = reference.task
        guard task.ticket == reference.ticket, !task.isWaking else { return false }
        leave(task, as: wake)
        task.isWaking = false
        task.ticket = 0
        resume(task)
        return true
    }

    /// Ends the wait of a task, if it waits, before everything else that is due now.
    func interrupt(_ task: SimulatedTask) {
        guard task.ticket != 0, !task.isWaking, task !== current else { return }
        let reference = TaskReference(task: task, ticket: task.ticket)
        task.waitpoint?.abandon(reference)
        leave(task, as: .cancelled)
        simulation.schedule(
            at: simulation.now,
            urgent: true,
            task,
            code: SimulatedTask.Code.wake,
            argument: task.ticket
        )
    }

    private func leave(_ task: SimulatedTask, as wake: Wake) {
        if let timer = task.timer {
            simulation.cancel(timer)
            task.timer = nil
        }
        task.waitpoint = nil
        task.wake = wake
        task.isWaking = true
    }
}
