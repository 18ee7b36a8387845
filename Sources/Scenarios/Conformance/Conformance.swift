/// Compares the stand-ins with recorded answers of the servers that they stand in for.
///
/// It knows no case: whatever a file holds is replayed on an empty stand-in, and counts.
package struct Conformance {
    private var cases: [VectorCase] = []

    package init() {}

    /// Reads a file and checks all of it; `file` is its name in messages.
    package mutating func add(_ bytes: [UInt8], file: String) throws(VectorError) {
        cases += try VectorReader.read(bytes, file: file)
    }

    /// Replays all cases that were added, in their order.
    package func replay() -> ConformanceReport {
        var report = ConformanceReport()
        for vector in cases { report.add(vector, Self.verdict(on: vector)) }
        return report
    }

    private static func verdict(on vector: VectorCase) -> CaseVerdict {
        let difference: Difference?
        switch vector.steps {
        case .store(let steps): difference = StoreReplay().difference(in: steps)
        case .topic(let step): difference = TopicReplay().difference(in: step)
        case .broker(let steps): return verdict(on: steps)
        }
        return difference.map(CaseVerdict.failed) ?? .passed(pause: 0)
    }

    /// Replays a case of the broker.
    ///
    /// Steps take no time unless they say so. Some recordings do not say it, although their
    /// recorder waited after each step for what came of it, and messages expired meanwhile. So a
    /// case passes as well when one pause, the same after every step, explains all of it.
    private static func verdict(on steps: [BrokerStep]) -> CaseVerdict {
        guard let difference = BrokerReplay(pause: 0).difference(in: steps) else {
            return .passed(pause: 0)
        }
        for pause in stride(from: Int64(5), through: 100, by: 5)
        where BrokerReplay(pause: pause).difference(in: steps) == nil {
            return .passed(pause: pause)
        }
        return .failed(difference)
    }
}
