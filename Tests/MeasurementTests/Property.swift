import Testing

/// A small generator for property tests: the same seed gives the same cases everywhere.
struct CaseGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// A value of any magnitude, small ones as often as large ones.
    mutating func magnitude(mostBits: Int = 62) -> Int64 {
        Int64(next() >> UInt64(64 - 1 - below(mostBits)))
    }
}

/// Tries seeded lists of steps; of a failing one, reports the shortest that still fails.
func forAll<Step>(
    cases: Int = 200,
    longest: Int = 40,
    step: (inout CaseGenerator) -> Step,
    holds: ([Step]) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for seed in 0..<UInt64(cases) {
        var generator = CaseGenerator(seed: seed)
        let length = generator.below(longest + 1)
        var steps = (0..<length).map { _ in step(&generator) }
        guard !holds(steps) else { continue }
        var index = 0
        while index < steps.count {
            var shorter = steps
            shorter.remove(at: index)
            if holds(shorter) {
                index += 1
            } else {
                steps = shorter
                index = 0
            }
        }
        Issue.record("seed \(seed) fails with \(steps)", sourceLocation: sourceLocation)
        return
    }
}
