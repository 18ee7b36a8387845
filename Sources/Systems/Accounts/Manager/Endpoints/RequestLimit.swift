import Infrastructure
import Synchronization

/// So many requests of a client in a window that begins with its first one (slowapi).
///
/// Kept in the memory of the process.
final class RequestLimit: Sendable {
    private struct Window {
        var start: Timestamp
        var count: Int
    }

    private let count: Int
    private let length: Int64
    private let windows = Mutex<[String: Window]>([:])

    init(count: Int, every length: Duration) {
        self.count = count
        self.length = length.components.seconds * 1_000_000_000
    }

    /// Counts a request; false where it is one too many.
    func admits(_ client: String, at now: Timestamp) -> Bool {
        windows.withLock { windows in
            var window = windows[client] ?? Window(start: now, count: 0)
            if now.nanoseconds - window.start.nanoseconds >= length {
                window = Window(start: now, count: 0)
            }
            window.count += 1
            windows[client] = window
            return window.count <= count
        }
    }
}
