import Infrastructure
import JSON
import Synchronization

/// The body that an endpoint has read last.
///
/// The requests of one load share their body, which need not be read over and over.
final class LastBody<Body: RequestBody & Sendable>: Sendable {
    private let last = Mutex<(object: JSONObject, body: Body)?>(nil)

    /// As `RequestBody.read`.
    func read(_ payload: Payload, _ problems: inout [RequestProblem]) -> Body? {
        guard problems.isEmpty, case .json(.object(let object)) = payload else {
            return Body.read(payload, &problems)
        }
        if let known = known(object) { return known }
        guard let body = Body.read(payload, &problems) else { return nil }
        // Keeping the object keeps its memory from being another's.
        last.withLock { $0 = (object, body) }
        return body
    }

    private func known(_ object: JSONObject) -> Body? {
        last.withLock { last in
            guard let last, last.object.isIdentical(to: object) else { return nil }
            return last.body
        }
    }
}
