/// Tasks that end together, as those of one process do.
///
/// The kernel only carries the number. A task belongs to the group of whoever spawned it; 0 stands
/// for none.
extension Simulation {
    /// The group of the running task; 0 while an event handler runs.
    package var group: Int32 { tasks.current?.group ?? 0 }

    /// True when the running task has been cancelled: whatever it still does has no effect.
    package var isCancelled: Bool { tasks.current?.isCancelled ?? false }

    /// True when a wait of the running task would not begin.
    var isInterrupted: Bool { tasks.current?.isInterrupted ?? false }

    /// Lets the running task, and what it spawns meanwhile, belong to another group.
    package func within(_ group: Int32, _ body: () async -> Void) async {
        guard let task = tasks.current else {
            preconditionFailure("only a task of the simulation can belong to a group")
        }
        let former = task.group
        task.group = group
        await body()
        task.group = former
    }

    /// Cancels the tasks of a group, in the order in which they were spawned.
    package func cancelTasks(of group: Int32) {
        for task in tasks.live where task.group == group {
            TaskHandle(task: task, number: task.number).cancel()
        }
    }
}
