import JSON
import Measurement
import Reporting
import Scenarios

/// A scenario that keeps every rule and can run.
struct PreparedScenario: Sendable {
    private(set) var scenario: Scenario

    var name: String { scenario.name }

    /// Where the thresholds are written, in the order of the verdicts on them.
    var thresholdPlaces: [ReportContext.Place?] {
        scenario.thresholds.map(\.position).map { position in
            position.map { ReportContext.Place(line: $0.line, column: $0.column) }
        }
    }

    /// Whether anything can make a run fail.
    var isJudged: Bool { scenario.thresholds.contains { $0.threshold.strict } }

    var judgesNothing: Bool { scenario.thresholds.isEmpty }

    /// Whether a threshold waits for the figures of a baseline.
    var needsBaseline: Bool { scenario.needsBaseline }

    /// Gives thresholds on a baseline their limits; what it lacks, as lines for standard error.
    mutating func resolve(_ baseline: Baseline, at path: String, file: String) -> [String] {
        let problems = scenario.resolveBaseline(file: file, baseline: path) { key, aggregate in
            baseline.figure(aggregate, of: key).map {
                ($0, isTime: baseline.isTime(aggregate, of: key))
            }
        }
        return problems.map(\.description)
    }
}

/// What reading a scenario came to.
enum Loaded {
    /// The scenario, and what is odd about it, as lines for standard error.
    case scenario(PreparedScenario, warnings: [String])
    /// The lines for standard error, and what the process ends with.
    case failed([String], exit: ExitCode)
}

/// What a run came to, with the counts of the whole run that speeds are made of.
struct Outcome {
    let result: RunResult
    let eventCount: Int64
    let requestCount: Int64
    /// The places in the scenario's list of the faults that waited in vain for their event.
    let idleFaults: [Int]
}

/// The seam between the command line and what simulates.
enum Engine {
    static let name = "rehearsal"
    static let version = "0.1.0"

    /// Reads and checks a scenario; `file` is its name in messages.
    ///
    /// Thresholds on a baseline get their limits from the one beside the file.
    static func load(
        bytes: [UInt8],
        file: String,
        options: RunOptions,
        baseline use: BaselineFile.Use = .resolved
    ) -> Loaded {
        let reading = ScenarioReader.read(
            bytes: bytes,
            file: file,
            overrides: options.settings.map { ScenarioOverride(path: $0.path, value: $0.value) },
            seed: options.seed,
            systems: SystemCatalogue.entries,
            extraThresholds: options.thresholds.map { "\($0.metric)=\($0.expression)" }
        )
        switch reading {
        case .valid(let scenario, let warnings):
            let prepared = PreparedScenario(scenario: scenario)
            let warnings = warnings.map(\.description)
            guard case .resolved = use, prepared.needsBaseline else {
                return .scenario(prepared, warnings: warnings)
            }
            return resolve(prepared, in: file, warnings: warnings)
        case .invalid(let diagnostics):
            return .failed(
                diagnostics.map(\.description),
                exit: reading.hasUsageErrors ? .usage : .invalidScenario
            )
        }
    }

    private static func resolve(
        _ scenario: PreparedScenario,
        in file: String,
        warnings: [String]
    ) -> Loaded {
        switch BaselineFile(of: scenario, in: file).read() {
        case .failed(let line, let code): return .failed([line], exit: code)
        case .baseline(let baseline, let path):
            var scenario = scenario
            let problems = scenario.resolve(baseline, at: path, file: file)
            guard problems.isEmpty else { return .failed(problems, exit: .invalidScenario) }
            return .scenario(scenario, warnings: warnings)
        }
    }

    /// Runs a scenario to its end, or until `shouldStop`, which it asks every now and then.
    ///
    /// `tasks` sees every task with its way through the system; `watch` is shown every now and then
    /// how far the run has come.
    static func run(
        _ scenario: PreparedScenario,
        options: RunOptions,
        tasks: (any TaskSink)? = nil,
        watch: ((RunStatus) -> Void)? = nil,
        shouldStop: @escaping () -> Bool
    ) -> Outcome {
        let runner = ScenarioRunner(
            scenario.scenario,
            tool: (name, version),
            withSeries: options.wantsSeries,
            sinks: RunSinks(tasks: tasks),
            clock: options.clock
        )
        let (result, effort) = runner.run(watch: watch, shouldStop: shouldStop)
        return Outcome(
            result: result,
            eventCount: Int64(effort.events),
            requestCount: effort.requests,
            idleFaults: effort.idleFaults
        )
    }

    /// Recorded answers of real servers, to be compared with those of the stand-ins.
    struct Recordings {
        private var conformance = Conformance()

        /// Reads a file; returns what is wrong with it, as a line for standard error.
        mutating func add(_ bytes: [UInt8], file: String) -> String? {
            do throws(VectorError) {
                try conformance.add(bytes, file: file)
                return nil
            } catch {
                return error.description
            }
        }

        /// Replays everything: what is to be printed, and how many cases failed.
        func replay() -> (text: String, failed: Int) {
            let report = conformance.replay()
            return (report.text, report.failed)
        }
    }

    /// What reads results back.
    static var resultReader: ResultReader { ResultReader(metrics: SystemCatalogue.metrics) }

    /// What changed from one run to another.
    static func comparison(
        _ old: ComparedResult,
        _ new: ComparedResult,
        tolerance: Double = 0
    ) -> ResultComparison {
        ResultComparison(old, new, metrics: SystemCatalogue.metrics, tolerance: tolerance)
    }

    /// The JSON schema of scenario files.
    static func schemaText() -> String {
        SchemaDocument.text(systems: SystemCatalogue.entries.map(\.description))
    }

    /// The flows that systems bring, or one of them as a file has it.
    static func flows(named name: String?) throws(UnknownName) -> String {
        let listing = FlowListing(SystemCatalogue.entries)
        guard let name else { return listing.text }
        return try listing.json(of: name)
    }

    /// The systems that there are, or all that a scenario can say of one and gets from it.
    static func systems(named name: String?) throws(UnknownName) -> String {
        let manual = SystemManual(SystemCatalogue.entries)
        guard let name else { return manual.list }
        return try manual.page(of: name)
    }

    /// The metrics of every run, then those of each system.
    static func metricsList() -> String {
        MetricsList.render(SystemCatalogue.metrics)
    }
}
