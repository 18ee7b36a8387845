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
            StuckTask(number: task.number, name: "\(task.name)", waitsFor: Self.reason(of: task))
        }
    }

    private static func reason(of task: SimulatedTask) -> String {
        if let point = task.waitpoint { return point.waitDescription }
        if !task.hasStarted { return "its start" }
        if task.timer != nil { return "an instant to come" }
        if task.ignoresCancellation { return "nothing, and ignores its cancellation" }
        return "its turn"
    }

    /// Cancels what still runs and lets the cancellations happen; returns the tasks that stay.
    ///
    /// Ends the simulation: nothing can be spawned afterwards. Only what is due at the present
    /// instant happens. What stays is a task that answers its cancellation with wait after wait, or
    /// one spawned meanwhile; its memory stays too.
    package func finish() -> [StuckTask] {
        tasks.isEnding = true
        for task in tasks.live {
            TaskHandle(task: task, number: task.number).cancel()
        }
        while tasks.liveCount > 0, step(notAfter: now) {}
        let stuck = waitingTasks
        tasks.close()
        return stuck
    }
}
