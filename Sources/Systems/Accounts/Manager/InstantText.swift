import Infrastructure
import Synchronization

/// Instants as the manager writes them into the store, and reads them back.
enum InstantText {
    /// ISO 8601 without loss: with nine digits where six do not hold the instant.
    static func text(_ instant: Timestamp) -> String {
        last.withLock { last in
            if instant == last.first.instant { return last.first.text }
            if instant != last.second.instant {
                last.second = Memo(instant: instant, text: CalendarTime(instant).exactText)
            }
            swap(&last.first, &last.second)
            return last.first.text
        }
    }

    private struct Memo {
        var instant = Timestamp(nanoseconds: 0)
        var text = CalendarTime(Timestamp(nanoseconds: 0)).text
    }

    /// The instants that were asked for last: a request writes the present down many times.
    private static let last = Mutex((first: Memo(), second: Memo()))

    /// Reads such a text; nil for another.
    static func instant(_ text: String) -> Timestamp? {
        try? InstantForm.instant(text)
    }
}
