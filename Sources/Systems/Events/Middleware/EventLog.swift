package import Infrastructure
import Synchronization

/// Remembers the last calls of handlers: a ring of so many lines, kept in memory.
///
/// The same log may be used by several services, also by the next instance after a crash.
package final class EventLog: EventMiddleware {
    /// One call of a handler.
    package struct Entry: Sendable, Equatable, CustomStringConvertible {
        package let at: Timestamp
        package let path: String
        package let duration: Duration
        /// What the handler threw; nil when it did not.
        package let error: String?

        package var description: String {
            "\(CalendarTime(at).text) \(path) \(error ?? "done") after \(duration)"
        }
    }

    private struct Ring {
        var entries: [Entry] = []
        /// The place of the oldest entry once the ring is full.
        var oldest = 0
    }

    private let length: Int
    private let ring = Mutex(Ring())

    package init(length: Int = 1000) {
        self.length = max(1, length)
    }

    /// What is remembered, the oldest first.
    package var entries: [Entry] {
        ring.withLock { Array($0.entries[$0.oldest...] + $0.entries[..<$0.oldest]) }
    }

    package func handle(
        _ event: Event<Payload>,
        _ context: EventContext,
        next: EventResponder
    ) async throws -> Payload? {
        let start = context.clock.now
        do {
            let answer = try await next(event, context)
            note(event, from: start, to: context.clock.now, error: nil)
            return answer
        } catch {
            note(event, from: start, to: context.clock.now, error: "\(error)")
            throw error
        }
    }

    private func note(
        _ event: Event<Payload>,
        from start: Timestamp,
        to end: Timestamp,
        error: String?
    ) {
        // What a crashed process writes is written nowhere.
        if Task.isCancelled { return }
        let entry = Entry(
            at: end,
            path: event.path.path.description,
            duration: start.duration(to: end),
            error: error
        )
        ring.withLock { ring in
            if ring.entries.count < length { return ring.entries.append(entry) }
            ring.entries[ring.oldest] = entry
            ring.oldest = (ring.oldest + 1) % length
        }
    }
}
