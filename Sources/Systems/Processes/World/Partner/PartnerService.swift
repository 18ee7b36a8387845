package import Infrastructure
import JSON
import Synchronization

/// A service of somebody else's, which processes call over HTTP.
///
/// It knows calls by the key in their header: one that it has carried out before gets the same
/// answer, and has no effect again. Whether a call fails is drawn for its key and attempt.
package final class PartnerService: SynchronousService {
    package static let name: ServiceName = "partner"
    package static let keyHeader = "Idempotency-Key"

    /// The name under which chance knows its failures.
    package static let failure = "partner.failure"

    private struct State {
        var effects = 0
        var repeats = 0
        /// How often a call was tried that has not been carried out.
        var attempts: [String: UInt64] = [:]
        /// The numbers of calls that were carried out, and their keys in that order.
        var numbers: [String: Int] = [:]
        var order: [String] = []
    }

    private let chance: any Chance
    private let carryingOut: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// How many calls it knows again at least.
    private static let remembered = 100_000

    /// `carryingOut` hears the key of each call that has its effect.
    package init(
        _ environment: SystemEnvironment,
        carryingOut: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.carryingOut = carryingOut
        chance = environment.chance
    }

    /// How many calls were carried out, and how many came again.
    package var counts: (effects: Int, repeats: Int) {
        state.withLock { ($0.effects, $0.repeats) }
    }

    package func answer(_ request: HTTPRequest) -> TimedResponse {
        let key = request.headers.first { $0.name == Self.keyHeader }?.value
        let number = state.withLock { carryOut(key, &$0) }
        guard let number else {
            return TimedResponse(
                HTTPResponse(.internalServerError, json: ["error": "try again"]),
                after: .usual
            )
        }
        let body: JSONValue = [
            "id": .integer(Int64(number)), "path": .string(request.path.description),
            "received": request.body.json ?? .null,
        ]
        return TimedResponse(HTTPResponse(.ok, json: body), after: .usual)
    }

    /// The number of the call, from 1; nil when it fails.
    private func carryOut(_ key: String?, _ state: inout State) -> Int? {
        guard let key else {
            state.effects += 1
            return state.effects
        }
        if let number = state.numbers[key] {
            state.repeats += 1
            return number
        }
        let attempt = state.attempts[key] ?? 0
        if chance.happens(Self.failure, entity: Self.entity(of: key), n: attempt) {
            state.attempts[key] = attempt + 1
            return nil
        }
        state.attempts[key] = nil
        state.effects += 1
        state.numbers[key] = state.effects
        state.order.append(key)
        carryingOut(key)
        if state.order.count >= 2 * Self.remembered {
            for old in state.order.prefix(Self.remembered) { state.numbers[old] = nil }
            state.order.removeFirst(Self.remembered)
        }
        return state.effects
    }

    /// FNV-1a: the luck of a call depends on its key alone.
    private static func entity(of key: String) -> UInt64 {
        key.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
    }
}
