import Infrastructure
import JSON
import TestSupport
import Testing

@testable import InMemoryInfrastructure

/// Recorded answers of a real Redis 7.0.15, replayed.
struct StoreVectorTests {
    /// A call of this case is not in the recording: the set `x` has three members, nothing that
    /// follows removes one, and then it is gone. (Probably an `SPOP`, whose reply is random.)
    private static let incomplete =
        "rules.C6-set: [\"EXISTS\", \"x\"]: \(StoreReply.integer(0)), got \(StoreReply.integer(1))"

    @Test(arguments: ["store-rules", "store-rules-more", "store-fuzz"])
    func `the store answers as the recorded one`(_ name: String) throws {
        let path = "Tests/InMemoryInfrastructureTests/Vectors/\(name).jsonl"
        let text = try PackageFiles.text(path)
        var differences: [String] = []
        for line in text.split(separator: "\n") {
            differences += replay(try JSONReader.value(String(line)))
        }
        differences.removeAll { $0 == Self.incomplete }
        guard !differences.isEmpty else { return }
        Issue.record("\(differences.count): \(differences.prefix(20).joined(separator: "\n"))")
    }

    /// The difference of one case, if there is one.
    private func replay(_ vector: JSONValue) -> [String] {
        var state = StoreState()
        var clients: [String: Int] = [:]
        var now: Int64 = 0
        for step in vector["steps"]?.array ?? [] {
            if let time = step["advance_ms"]?.integer {
                now += time * 1_000_000
                continue
            }
            let client = step["client"]?.string ?? "a"
            let number = clients[client] ?? state.openConnection()
            clients[client] = number
            let call = (step["call"]?.array ?? []).map { $0.string ?? "" }
            let outcome = state.execute(call, on: number, at: now)
            _ = state.takeEffects()
            var got: StoreReply
            switch outcome {
            case .reply(let reply): got = reply
            case .waiting(let until):
                now = until ?? now
                got = state.giveUpWaiting(number)
            }
            var expected = reply(step["reply"] ?? .null)
            switch step["unordered"] {
            case .bool(true): (got, expected) = (got.sorted, expected.sorted)
            case .string("pairs"): (got, expected) = (got.sortedPairs, expected.sortedPairs)
            case .string("scan"): (got, expected) = (got.sortedPage, expected.sortedPage)
            default: break
            }
            if got != expected {
                return ["\(vector["name"]?.string ?? ""): \(call): \(expected), got \(got)"]
            }
        }
        return []
    }

    private func reply(_ json: JSONValue) -> StoreReply {
        switch json {
        case .integer(let integer): .integer(integer)
        case .string(let text): .bulk(.text(text))
        case .array(let elements): .array(elements.map(reply))
        case .object(let object):
            if let status = object["status"]?.string {
                .status(status)
            } else {
                .error(object["error"]?.string ?? "")
            }
        default: .null
        }
    }
}

extension StoreReply {
    fileprivate var elements: [StoreReply] {
        if case .array(let elements) = self { elements } else { [] }
    }

    fileprivate var isArray: Bool {
        if case .array = self { true } else { false }
    }

    fileprivate var sorted: StoreReply {
        isArray ? .array(elements.sorted { "\($0)" < "\($1)" }) : self
    }

    fileprivate var sortedPairs: StoreReply {
        guard isArray else { return self }
        let pairs = stride(from: 0, to: elements.count - 1, by: 2).map {
            StoreReply.array([elements[$0], elements[$0 + 1]])
        }
        return StoreReply.array(pairs).sorted
    }

    fileprivate var sortedPage: StoreReply {
        guard isArray, elements.count == 2 else { return self }
        return .array([elements[0], elements[1].sorted])
    }
}
