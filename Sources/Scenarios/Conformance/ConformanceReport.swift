import JSON

/// How a set of recordings compares with the stand-ins.
package struct ConformanceReport {
    struct Family {
        let name: String
        var passed = 0
        var failed = 0
    }

    private(set) var families: [Family] = []
    private(set) var differences: [(vector: VectorCase, difference: Difference)] = []

    /// The pauses after each step, in milliseconds, with which cases passed whose recording does
    /// not say how long their steps took.
    private(set) var pauses: [Int64] = []

    /// How many differences are shown.
    private static let shownCount = 20

    package var passed: Int { families.reduce(0) { $0 + $1.passed } }
    package var failed: Int { families.reduce(0) { $0 + $1.failed } }

    mutating func add(_ vector: VectorCase, _ verdict: CaseVerdict) {
        let place = families.firstIndex { $0.name == vector.family } ?? families.count
        if place == families.count { families.append(Family(name: vector.family)) }
        switch verdict {
        case .passed(let pause):
            families[place].passed += 1
            if pause > 0 { pauses.append(pause) }
        case .failed(let difference):
            families[place].failed += 1
            differences.append((vector, difference))
        }
    }

    /// The differences, a count for each family, and `N passed, M failed` in the last line.
    package var text: String {
        let shown = differences.prefix(Self.shownCount).map(Self.text).joined()
        let more = differences.count - Self.shownCount
        let rest = more > 0 ? "and \(more) more\n\n" : ""
        return shown + rest + table + pauseLine + "\(passed) passed, \(failed) failed\n"
    }

    private static func text(_ vector: VectorCase, _ difference: Difference) -> String {
        func written(_ value: JSONValue?) -> String { value.map(JSONWriter.compact) ?? "nothing" }
        return """
            \(vector.file):\(difference.position): \(vector.name), step \(difference.step): \
            \(difference.aspect)
              call      \(written(difference.call))
              expected  \(written(difference.expected))
              got       \(written(difference.got))


            """
    }

    private var table: String {
        let width = families.map(\.name.count).max() ?? 0
        return families.map { family in
            let name = family.name + String(repeating: " ", count: width - family.name.count)
            let failed = family.failed > 0 ? ", \(family.failed) failed" : ""
            return "\(name)  \(family.passed) passed\(failed)\n"
        }.joined()
    }

    private var pauseLine: String {
        guard let least = pauses.min(), let most = pauses.max() else { return "" }
        let cases = pauses.count == 1 ? "1 case passes" : "\(pauses.count) cases pass"
        let span = least == most ? "\(least)" : "\(least) to \(most)"
        return "\(cases) with a pause of \(span) ms after each step, "
            + "which the recording does not state\n"
    }
}

/// What replaying a case came to.
enum CaseVerdict {
    /// It answered as recorded, with a pause of so many milliseconds after each step.
    case passed(pause: Int64)
    case failed(Difference)
}
