import Scenarios
import Testing

struct CapacitySearchTests {
    /// Plays a search against a property; returns it with how many values it asked for.
    private func search(
        _ count: Int,
        largest: Bool = false,
        _ passes: (Int) -> Bool
    ) -> (search: CapacitySearch, runs: Int) {
        var search = CapacitySearch(count: count, wantsLargest: largest)
        var runs = 0
        while !search.next.isEmpty, runs < 100 {
            for place in search.next {
                search.record(place, passed: passes(place))
                runs += 1
            }
        }
        return (search, runs)
    }

    @Test(arguments: [2, 3, 4, 5, 10, 33, 100, 1_000])
    func `every threshold of every row is found, from both sides`(count: Int) {
        for edge in 1..<count {
            let (up, runs) = search(count) { $0 >= edge }
            #expect(up.outcome == .found(passing: edge, failing: edge - 1))
            #expect(up.contradictions.isEmpty && runs <= CapacitySearch.mostRuns)
            let (down, _) = search(count, largest: true) { $0 < edge }
            #expect(down.outcome == .found(passing: edge - 1, failing: edge))
        }
    }

    @Test(arguments: [1, 2, 16_384, 20_000, 32_767])
    func `the longest row takes fewer than 20 runs, and nothing is tried twice`(edge: Int) {
        let (search, runs) = search(CapacitySearch.mostValues) { $0 >= edge }
        #expect(search.outcome == .found(passing: edge, failing: edge - 1))
        #expect(runs < 20)
        #expect(Set(search.tried.map(\.place)).count == runs)
    }

    @Test(arguments: [1, 2, 3, 10])
    func `rows that pass or fail as a whole, and those the other way round`(count: Int) {
        #expect(search(count) { _ in true }.search.outcome == .allPass(extreme: 0))
        let largest = search(count, largest: true) { _ in true }.search
        #expect(largest.outcome == .allPass(extreme: count - 1))
        #expect(search(count) { _ in false }.search.outcome == .nonePasses)
        guard count > 1 else { return }
        #expect(search(count) { $0 == 0 }.search.outcome == .reversed)
        #expect(search(count, largest: true) { $0 > 0 }.search.outcome == .reversed)
    }

    @Test(arguments: [20...60, 3...20, 80...97])
    func `what passes between two ends that fail is found`(range: ClosedRange<Int>) {
        let (largest, runs) = search(101, largest: true) { range.contains($0) }
        let (last, first) = (range.upperBound, range.lowerBound)
        #expect(largest.outcome == .found(passing: last, failing: last + 1))
        #expect(largest.contradictions.contains(0))
        let smallest = search(101) { range.contains($0) }.search
        #expect(smallest.outcome == .found(passing: first, failing: first - 1))
        #expect(smallest.contradictions.contains(100))
        #expect(runs < 20)
    }

    @Test func `what jumps beside the answer is told`() {
        // 40 is where it begins to pass for good, but 39 and 38 … differ from what they should be.
        let failing = search(101) { $0 >= 40 && $0 != 41 }.search
        #expect(failing.outcome == .found(passing: 40, failing: 39))
        #expect(failing.contradictions == [41])
        let passing = search(101) { $0 >= 40 || $0 == 38 }.search
        #expect(passing.outcome == .found(passing: 38, failing: 37))
        #expect(passing.contradictions == [39])
        let largest = search(101, largest: true) { $0 <= 40 && $0 != 39 }.search
        #expect(largest.contradictions == [39])
    }

    @Test func `a hole in the middle of what passes is told`() {
        let hole = search(101) { $0 < 30 || $0 > 70 }.search
        #expect(hole.outcome == .notMonotone)
        #expect(hole.contradictions == [50])
    }

    @Test func `a range that is too long is made coarse, and a step that is too small refused`()
        throws
    {
        let span = try CapacitySearch.span(from: "1", to: "1000000", step: nil)
        #expect(span.count <= CapacitySearch.mostValues && span.stepText == "31")
        #expect(span.isCoarse && span[0] == "1" && span[span.count - 1] == "1000000")
        for greatest in ["32770", "65537", "65538", "100000"] {
            let span = try CapacitySearch.span(from: "1", to: greatest, step: nil)
            #expect(span.count <= CapacitySearch.mostValues && span[span.count - 1] == greatest)
        }
        let exact = try CapacitySearch.span(from: "1", to: "32769", step: nil)
        #expect(exact.stepText == "1" && !exact.isCoarse)
        #expect(throws: QuestionError.self) {
            try CapacitySearch.span(from: "1", to: "1000000", step: "1")
        }
    }
}
