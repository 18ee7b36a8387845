/// Finds where a row of values stops failing and begins to pass, by asking for few runs.
///
/// It is asked which values to try next, told what came of them, and asked again.
package struct CapacitySearch: Sendable {
    /// What was found; numbers are places in the row of values.
    package enum Outcome: Sendable, Equatable {
        /// The value that passes next to one that fails.
        case found(passing: Int, failing: Int)
        /// Both ends pass; this one asks for least.
        case allPass(extreme: Int)
        /// Neither end passes.
        case nonePasses
        /// Both ends pass, and a value between them does not.
        case notMonotone
        /// It passes at the end where it should not, and fails at the other.
        case reversed
    }

    /// A value that was tried.
    package struct Trial: Sendable, Equatable {
        package let place: Int
        package let passed: Bool
    }

    /// The most runs that a search of `mostValues` values takes: both ends, 15 halvings and two
    /// more beside the answer; four more where both ends fail.
    package static let mostRuns = 19
    package static let mostValues = (1 << 15) + 1

    /// How many values there are.
    private let count: Int
    /// Whether the greatest value that passes is wanted, and not the smallest.
    private let wantsLargest: Bool
    /// By how easy the value is, which is the place or the place from behind.
    private var trials: [(ease: Int, passed: Bool)] = []
    /// The easiest that must fail, and the hardest that passes, once both ends were tried.
    private var bounds: (failing: Int, passing: Int)?

    /// From 1 to `mostValues` values.
    package init(count: Int, wantsLargest: Bool) {
        precondition(count > 0 && count <= Self.mostValues, "a search has 1 to 2^15 + 1 values")
        self.count = count
        self.wantsLargest = wantsLargest
    }

    /// The values to try next, none of which depends on what comes of another; empty at the end.
    package var next: [Int] {
        let ends = [0, count - 1].filter { passed($0) == nil }
        if !ends.isEmpty { return (count == 1 ? [0] : ends).map(place) }
        guard let bounds else { return probes.map(place) }
        if bounds.passing - bounds.failing > 1 {
            return [place(bounds.failing + (bounds.passing - bounds.failing) / 2)]
        }
        // Noise that makes the property jump shows first beside the answer.
        let neighbours = [bounds.failing - 1, bounds.passing + 1]
        return neighbours.filter { (0..<count).contains($0) && passed($0) == nil }.map(place)
    }

    /// What to look at between ends that are alike, which say nothing of what lies between.
    ///
    /// Where both pass, the middle; where both fail, the quarters and eighths too, since ends that
    /// fail for opposite reasons have what passes between them.
    private var probes: [Int] {
        guard endsAreAlike, !trials.contains(where: { $0.passed != passed(0) }) else { return [] }
        for parts in passed(0) == true ? [2] : [2, 4, 8] {
            var left: [Int] = []
            for place in (1..<parts).map({ count * $0 / parts })
            where place != left.last && passed(place) == nil {
                left.append(place)
            }
            if !left.isEmpty { return left }
        }
        return []
    }

    /// Notes what came of a value that was asked for.
    package mutating func record(_ place: Int, passed: Bool) {
        let ease = self.place(place)
        trials.append((ease, passed))
        if let bounds {
            if ease > bounds.failing, ease < bounds.passing {
                self.bounds = passed ? (bounds.failing, ease) : (ease, bounds.passing)
            }
        } else if self.passed(0) == false, self.passed(count - 1) == true {
            bounds = (0, count - 1)
        } else if passed, self.passed(0) == false, self.passed(count - 1) == false {
            // What passes between two ends that fail has a hardest that passes too.
            let harder = trials.filter { !$0.passed && $0.ease < ease }.map(\.ease)
            bounds = (harder.reduce(0, max), ease)
        }
    }

    /// Meaningful when nothing is next.
    package var outcome: Outcome {
        if let bounds {
            return .found(passing: place(bounds.passing), failing: place(bounds.failing))
        }
        guard endsAreAlike else { return .reversed }
        guard contradictions.isEmpty else { return .notMonotone }
        return passed(0) == true ? .allPass(extreme: place(0)) : .nonePasses
    }

    /// The trials that contradict the outcome, sorted.
    ///
    /// They fail though they are easier than what passes, or the other way round.
    package var contradictions: [Int] {
        let wrong = trials.filter { trial in
            guard let bounds else { return endsAreAlike && trial.passed != passed(0) }
            return trial.passed ? trial.ease < bounds.failing : trial.ease > bounds.passing
        }
        return wrong.map { place($0.ease) }.sorted()
    }

    /// The values from `least` to `greatest`, in steps so coarse that the search stays short.
    ///
    /// A step that is given is kept, and refused where it is too small.
    package static func span(
        from least: String,
        to greatest: String,
        step: String?
    ) throws(QuestionError) -> ValueSpan {
        let span = try ValueSpan(from: least, to: greatest, step: step)
        guard span.count > mostValues else { return span }
        let coarser = span.every((span.count - 2) / (mostValues - 1) + 1)
        guard step == nil else {
            throw QuestionError(
                "\(span.count) values take more than \(mostRuns) runs",
                hint: "write a step of \(coarser.stepText) or more"
            )
        }
        return coarser
    }

    /// What was tried, sorted by value.
    package var tried: [Trial] {
        trials.map { Trial(place: place($0.ease), passed: $0.passed) }
            .sorted { $0.place < $1.place }
    }

    private var endsAreAlike: Bool { passed(0) == passed(count - 1) }

    private func passed(_ ease: Int) -> Bool? {
        trials.first { $0.ease == ease }?.passed
    }

    /// From ease to place and back.
    private func place(_ ease: Int) -> Int {
        wantsLargest ? count - 1 - ease : ease
    }
}
