/// Everything that a run has to say; a report shows it and adds nothing.
package struct RunResult: Sendable {
    package var toolName: String
    package var toolVersion: String
    package var scenarioName: String
    /// A digest of what the scenario says, as hexadecimal text.
    package var scenarioFingerprint: String
    package var seed: UInt64
    /// `virtual` or `wall`.
    package var clock: String
    package var verdict: Verdict
    /// A digest of every event that ran, in order.
    package var fingerprint: UInt64
    package var virtualNanoseconds: Int64
    package var measuredNanoseconds: Int64
    /// Over the whole run.
    package var tasks: TaskCounts
    /// Sorted by key.
    package var metrics: [MeasuredMetric]
    package var thresholds: [ThresholdVerdict]
    /// The warm-up, if the run had to choose it.
    package var warmUp: ChosenWarmUp?
    /// The threshold that ended the run before its time, if one did.
    package var abortedBy: AbortRecord?
    package var invariants: [InvariantResult]
    /// `nil` if no series were asked for.
    package var series: TimeSeriesSet?
    /// What broke, in the order of time.
    package var faults: [FaultRecord] = []
    /// The tasks of the measured part that took longest, the slowest first.
    package var slowest: [TaskTimeline] = []
    /// What systems sent their work through.
    package var diagrams: [RunDiagram] = []
    /// Figures of the machine that ran it, which differ from run to run.
    package var host: HostFigures?

    /// Takes the metrics, thresholds and series of `measured`, and derives the verdict.
    package init(
        tool: (name: String, version: String),
        scenario: (name: String, fingerprint: String),
        seed: UInt64,
        clock: String = "virtual",
        isAborted: Bool = false,
        abortedBy: AbortRecord? = nil,
        fingerprint: UInt64,
        virtualNanoseconds: Int64,
        tasks: TaskCounts,
        measured: MeasuredMetrics,
        invariants: [InvariantResult],
        host: HostFigures? = nil
    ) {
        toolName = tool.name
        toolVersion = tool.version
        scenarioName = scenario.name
        scenarioFingerprint = scenario.fingerprint
        self.seed = seed
        self.clock = clock
        verdict = Verdict(
            invariants: invariants,
            thresholds: measured.thresholds,
            isAborted: isAborted
        )
        self.abortedBy = abortedBy
        self.fingerprint = fingerprint
        self.virtualNanoseconds = virtualNanoseconds
        measuredNanoseconds = measured.measuredNanoseconds
        self.tasks = tasks
        metrics = measured.metrics
        thresholds = measured.thresholds
        self.invariants = invariants
        series = measured.series
        self.host = host
    }

    /// The metric under a key's canonical text.
    package func metric(_ key: String) -> MeasuredMetric? {
        metrics.first { $0.key.description == key }
    }

    /// The fingerprint as 16 hexadecimal digits.
    package var fingerprintText: String {
        let digits = String(fingerprint, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
