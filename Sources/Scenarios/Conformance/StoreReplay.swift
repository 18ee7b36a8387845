import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel

/// Replays a case of the store through its protocol, in virtual time.
final class StoreReplay: @unchecked Sendable {
    private let stage = ReplayStage()
    private let store: InMemoryKeyValueStore
    private var connections: [String: any StoreConnection] = [:]
    private var answer: StoreReply?

    init() {
        store = InMemoryKeyValueStore(.instant, number: 1, world: stage.world)
    }

    /// The first difference, if there is one; what follows it says nothing.
    func difference(in steps: [StoreStep]) -> Difference? {
        for (place, step) in steps.enumerated() {
            switch step.action {
            case .advance(let milliseconds): stage.advance(milliseconds)
            case .call(let client, let words, let reply, let order):
                let got = execute(words, on: client)
                let expected = order.canonical(reply)
                guard got.map(order.canonical) != expected else { continue }
                return Difference(
                    step: place + 1,
                    position: step.position,
                    call: .array(words.map(JSONValue.string)),
                    aspect: "reply",
                    expected: reply,
                    got: got
                )
            }
        }
        return nil
    }

    /// The answer to a command, as recordings have it; nil when the store does not answer.
    private func execute(_ words: [String], on client: String) -> JSONValue? {
        answer = nil
        stage.perform {
            do {
                let connection: any StoreConnection
                if let known = self.connections[client] {
                    connection = known
                } else {
                    connection = try await self.store.connect(subscriber: nil)
                    self.connections[client] = connection
                }
                self.answer = try await connection.execute(words)
            } catch {
                self.answer = nil
            }
        }
        // Blocking commands take their time, up to what they were told to wait.
        stage.wait { self.answer != nil }
        return answer?.recorded
    }
}

extension StoreReply {
    /// The reply in the form of recordings.
    fileprivate var recorded: JSONValue {
        switch self {
        case .status(let text): ["status": .string(text)]
        case .integer(let integer): .integer(integer)
        case .bulk(let payload): .string(payload.text)
        case .null: .null
        case .array(let elements): .array(elements.map(\.recorded))
        case .error(let text): ["error": .string(text)]
        }
    }
}

extension StoreStep.Order {
    /// A reply in a form in which two that count as equal are equal.
    fileprivate func canonical(_ reply: JSONValue) -> JSONValue {
        guard let elements = reply.array else { return reply }
        switch self {
        case .exact: return reply
        case .set: return .array(Self.sorted(elements))
        case .pairs:
            let fields = stride(from: 0, to: elements.count, by: 2).map { place in
                JSONValue.array(Array(elements[place..<min(place + 2, elements.count)]))
            }
            return .array(Self.sorted(fields))
        case .scan:
            guard elements.count == 2, let items = elements[1].array else { return reply }
            return .array([elements[0], .array(Self.sorted(items))])
        }
    }

    private static func sorted(_ elements: [JSONValue]) -> [JSONValue] {
        elements.map { (JSONWriter.compact($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
