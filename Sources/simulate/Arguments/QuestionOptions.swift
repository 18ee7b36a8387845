/// What a command line asks over several runs.
package struct QuestionOptions: Equatable, Sendable {
    /// The seeds of a run that is replicated.
    package var seeds: ClosedRange<UInt64>?
    /// How many runs go on at a time; nil for as many as the machine has processors.
    package var jobs: Int?
    /// The dotted path that a search varies.
    package var vary: String?
    package var least: String?
    package var greatest: String?
    package var step: String?
    /// Whether the largest value that passes is wanted, and not the smallest.
    package var wantsLargest = false

    package init() {}
}

extension QuestionOptions {
    /// The most seeds of one replication.
    private static let mostSeeds: UInt64 = 10_000

    /// Takes what a flag of these options says.
    mutating func apply(_ flag: Flag, _ value: String) throws(UsageError) {
        switch flag {
        case .seeds: seeds = try Self.seeds(value)
        case .jobs: jobs = try Self.jobs(value)
        case .vary: vary = value
        case .min: least = value
        case .max: greatest = value
        case .step: step = value
        case .largest: wantsLargest = true
        default: preconditionFailure("no flag of a question: \(flag.name)")
        }
    }

    /// Reads `A..B`, both seeds included.
    static func seeds(_ text: String) throws(UsageError) -> ClosedRange<UInt64> {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].isEmpty else {
            throw UsageError(
                "--seeds \"\(text)\" is no range of seeds",
                hint: "write the first and the last, such as --seeds 1..20"
            )
        }
        let first = try FlagValue.seed(String(parts[0]), flag: "--seeds")
        let last = try FlagValue.seed(String(parts[2]), flag: "--seeds")
        guard first <= last, last - first < mostSeeds else {
            throw UsageError(
                "--seeds \"\(text)\" has \(first > last ? "no seeds" : "too many seeds")",
                hint: "write from 1 to \(mostSeeds) seeds, the smaller number first"
            )
        }
        return first...last
    }

    /// How many runs may go on at a time.
    static func jobs(_ text: String) throws(UsageError) -> Int {
        guard let jobs = Int(text), (1...256).contains(jobs) else {
            throw UsageError(
                "--jobs \"\(text)\" is no number of jobs",
                hint: "write a whole number from 1 to 256"
            )
        }
        return jobs
    }
}

extension Invocation {
    /// Refuses a question that is not whole, or flags that do not go with it.
    func checkQuestion(_ command: Command) throws(UsageError) {
        if command == .capacity {
            let parts = [("--vary", question.vary), ("--min", question.least)]
            for (flag, value) in parts + [("--max", question.greatest)] where value == nil {
                throw UsageError(
                    "capacity needs \(flag)",
                    hint: "write simulate capacity FILE --vary PATH --min A --max B"
                )
            }
        }
        if command == .run { try checkSeeds() }
    }

    private func checkSeeds() throws(UsageError) {
        guard question.seeds != nil else {
            guard question.jobs == nil else {
                throw UsageError(
                    "--jobs is about several runs",
                    hint: "write it with --seeds, sweep or capacity"
                )
            }
            return
        }
        if files.count > 1 {
            throw UsageError("--seeds takes one file", hint: "run one file at a time")
        }
        let ofOneRun: [(flag: String, isGiven: Bool)] = [
            ("--seed", options.seed != nil), ("--baseline", earlierResult != nil),
            ("--expect-fingerprint", expectedFingerprint != nil),
        ]
        for (flag, isGiven) in ofOneRun where isGiven {
            throw UsageError("--seeds does not go with \(flag)", hint: "write one or the other")
        }
        for output in outputs where output.format != .text && output.format != .json {
            throw UsageError(
                "--out \(output.format.rawValue) does not go with --seeds",
                hint: "write --out text=PATH or --out json=PATH"
            )
        }
    }
}
