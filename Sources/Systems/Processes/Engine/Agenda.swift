import Infrastructure
import Synchronization

/// What is to be done at which instant: a heap with one sleeper, whatever their number.
///
/// Of two entries of one instant, the one that was added first comes first.
final class Agenda<Entry: Sendable>: Sendable {
    private struct State {
        var heap = DueHeap<Entry>()
        /// When the sleeper that counts wakes; nil while there is none.
        var wakes: Timestamp?
        /// The task that the next sleeper goes on with, so that it belongs to nobody's task.
        var root: (any SuspendedTask)?
    }

    private let clock: any SystemClock
    private let name: StaticString
    private let ring: @Sendable (Entry) -> Void
    private let state: Mutex<State>

    /// Makes an empty agenda; `ring` gets each entry when it is due.
    ///
    /// Made where nobody's task is worked on, as at the start of a process.
    init(
        _ clock: any SystemClock,
        _ name: StaticString,
        ring: @escaping @Sendable (Entry) -> Void
    ) {
        self.clock = clock
        self.name = name
        self.ring = ring
        state = Mutex(State(root: clock.suspend()))
    }

    var count: Int { state.withLock { $0.heap.count } }

    func add(_ entry: Entry, due: Timestamp) {
        let root = state.withLock { state -> (any SuspendedTask)? in
            state.heap.push(entry, due: due)
            if let wakes = state.wakes, wakes <= due { return nil }
            state.wakes = due
            // Whoever is on the way to sleep looks at the heap itself.
            return state.root.take()
        }
        // Of the process that has the agenda, whoever adds to it.
        root?.resumeAtHome(name) { await self.sleep() }
    }

    /// Rings what is due until a later sleeper takes over, or nothing is left.
    private func sleep() async {
        let root = clock.suspend()
        state.withLock { $0.root = root }
        while true {
            let now = clock.now
            let (due, next) = state.withLock { state in
                let due = state.heap.takeDue(now)
                if due.isEmpty { state.wakes = state.heap.next }
                return (due, state.wakes)
            }
            for entry in due { ring(entry) }
            if !due.isEmpty { continue }
            guard let next else { return }
            do { try await clock.sleep(for: now.duration(to: next)) } catch { return }
            // A sleeper for something earlier counts instead of this one.
            if state.withLock({ $0.wakes }) != next { return }
        }
    }
}
