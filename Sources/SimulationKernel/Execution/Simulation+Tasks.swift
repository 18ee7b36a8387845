extension Simulation {
    /// Starts a task at the present instant, by an event of its own.
    ///
    /// The task belongs to `context` and to `group`, by default those of whoever spawns it. `name`
    /// appears in reports of stuck tasks.
    @discardableResult
    package func spawn(
        _ name: StaticString,
        context: Int32? = nil,
        group: Int32? = nil,
        after delay: Int64 = 0,
        _ body: @escaping @Sendable () async -> Void
    ) -> TaskHandle {
        tasks.spawn(
            name,
            context: context ?? tasks.context,
            group: group ?? self.group,
            at: instant(after: delay),
            body
        )
    }

    /// Begins a task within the present event.
    ///
    /// For event handlers that begin one task and wake nobody else: it saves the event of `spawn`.
    package func start(
        _ name: StaticString,
        context: Int32,
        group: Int32 = 0,
        _ body: @escaping @Sendable () async -> Void
    ) {
        tasks.start(name, context: context, group: group, body)
    }

    /// The number of tasks that have been spawned and have not ended.
    package var liveTaskCount: Int { tasks.liveCount }

    /// How many of them were spawned for a context, and are no work in the background.
    package var ownedTaskCount: Int { tasks.ownedCount }

    /// Waits for an instant; one that has passed still lets other events of this instant go first.
    package func sleep(until instant: Int64) async throws(CancellationError) {
        _ = try tasks.prepareToPark(at: nil, deadline: instant)
        guard await tasks.park() != .cancelled else { throw CancellationError() }
    }

    /// Waits for `duration` nanoseconds.
    package func sleep(for duration: Int64) async throws(CancellationError) {
        try await sleep(until: instant(after: duration))
    }

    /// Announces a wait of the running task at `point`; the result is for whoever wakes it.
    ///
    /// Call `park()` next. Throws when the task has been cancelled.
    package func prepareToPark(
        at point: any Waitpoint,
        deadline: Int64? = nil
    ) throws(CancellationError) -> TaskReference {
        try tasks.prepareToPark(at: point, deadline: deadline)
    }

    /// Waits until somebody wakes the running task, and says why it was woken.
    package func park() async -> Wake {
        await tasks.park()
    }

    /// Wakes a parked task by an event at the present instant; false when it no longer waits.
    @discardableResult
    package func wake(_ task: TaskReference, as wake: Wake = .resumed) -> Bool {
        tasks.wake(task, as: wake)
    }

    /// Lets a parked task go on within the present event, which wakes nobody else.
    @discardableResult
    package func resume(_ task: TaskReference, as wake: Wake = .resumed) -> Bool {
        tasks.resume(task, as: wake)
    }

    /// Runs `body`, whose waits are cancelled `duration` nanoseconds from now.
    ///
    /// Throws `TimeoutError` when the time ran out inside `body`, whatever `body` made of it.
    package func withTimeout<Value>(
        _ duration: Int64,
        _ body: () async throws -> Value
    ) async throws -> Value {
        guard let task = tasks.current else {
            preconditionFailure("only a task of the simulation can be under a time-out")
        }
        let token = schedule(
            after: duration,
            task,
            code: SimulatedTask.Code.scope,
            argument: unsafe task.scopes.count
        )
        unsafe task.scopes.append(TimeoutScope(token: token))
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        if endScope(of: task) { throw TimeoutError() }
        return try outcome.get()
    }

    /// Closes the innermost time-out of a task; true when it had expired.
    private func endScope(of task: SimulatedTask) -> Bool {
        let scope = unsafe task.scopes.removeLast()
        if scope.expired {
            task.expiredScopes -= 1
        } else {
            cancel(scope.token)
        }
        return scope.expired
    }
}

/// The time that a piece of work was given ran out.
package struct TimeoutError: Error, Equatable {
    package init() {}
}
