/// A task that did not end, and what it waits for.
package struct StuckTask: Sendable, Equatable, CustomStringConvertible {
    /// The task's place in the order of spawning, from 1.
    package let number: Int
    package let name: String
    package let waitsFor: String

    package var description: String { "task \(number) (\(name)) waits for \(waitsFor)" }
}

extension Simulation {
    /// Who waits for what, in the order in which the tasks were spawned.
    package var waitingTasks: [StuckTask] {
        tasks.live.map { task in
            let reason =
                if let point = task.waitpoint {
                    point.waitDescription
                } else if task.timer != nil {
                    "an instant to come"
                } else {
                    "its first event"
                }
            return StuckTask(number: task.number, name: "\(task.name)", waitsFor: reason)
        }
    }

    /// Cancels what still runs and lets the cancellations happen; returns the tasks that stay.
    ///
    /// Ends the simulation: nothing can be spawned afterwards. Only what is due at the present
    /// instant happens, so a task that answers a cancellation with a further sleep is stuck too.
    package func finish() -> [StuckTask] {
        for task in tasks.live {
            TaskHandle(task: task, number: task.number).cancel()
        }
        while tasks.liveCount > 0, step(notAfter: now) {}
        let stuck = waitingTasks
        tasks.close()
        return stuck
    }
}
