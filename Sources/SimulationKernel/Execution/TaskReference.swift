/// A parked task, for whoever is going to wake it.
///
/// Good for one wait: once the task has gone on, waking it through an old reference does nothing.
package struct TaskReference: Sendable, Equatable {
    let task: SimulatedTask
    let ticket: Int

    /// Where the wait stands at its waitpoint, for waitpoints that number their places.
    package var place: Int {
        get { task.place }
        nonmutating set { task.place = newValue }
    }

    package static func == (left: TaskReference, right: TaskReference) -> Bool {
        left.task === right.task && left.ticket == right.ticket
    }
}

/// A spawned task, to cancel it or to wait for its end.
package struct TaskHandle: Sendable {
    let task: SimulatedTask

    /// The task's place in the order of spawning, from 1.
    package let number: Int

    /// True while the task has not ended.
    package var isLive: Bool { task.number == number }

    /// Ends the present wait of the task, and every later one, with a cancellation.
    ///
    /// The task goes on at the present instant, before all else that is due now; one that has not
    /// started ends without having run.
    package func cancel() {
        guard isLive else { return }
        guard task.hasStarted else {
            task.pool.drop(task)
            return
        }
        task.isCancelled = true
        task.isUsedUp = true
        task.swiftTask?.cancel()
        task.pool.interrupt(task)
    }

    /// Waits until the task has ended; returns at once when it has.
    package func join() async throws(CancellationError) {
        guard isLive else { return }
        let point = JoinPoint(handle: self)
        let reference = try task.pool.prepareToPark(at: point)
        unsafe task.joiners.append(reference)
        guard await task.pool.park() == .resumed else { throw CancellationError() }
    }
}

/// Where a task waits for the end of another.
private final class JoinPoint: Waitpoint {
    private let handle: TaskHandle

    init(handle: TaskHandle) {
        self.handle = handle
    }

    var waitDescription: String { "the end of task \(handle.number) (\(handle.task.name))" }

    func abandon(_ task: TaskReference) {
        guard handle.isLive else { return }
        unsafe handle.task.joiners.removeAll { $0 == task }
    }
}
