import JSON
import Synchronization

/// The body that a service has accepted last.
///
/// The requests of one load share their body, which need not be checked over and over.
final class AcceptedBody: Sendable {
    private let last = Mutex<JSONObject?>(nil)

    /// True for the very object that was accepted last; equal ones may be others.
    func isLast(_ body: JSONObject) -> Bool {
        last.withLock { $0?.isIdentical(to: body) ?? false }
    }

    /// Remembers a body that was accepted as it is; keeping it keeps its memory from being reused.
    func remember(_ body: JSONObject) {
        last.withLock { $0 = body }
    }
}
