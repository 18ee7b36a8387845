package import JSON
package import Measurement

/// The result of a run as JSON, which other tools and later commands read.
///
/// Times are in seconds: exact decimals where the figure is a whole number of nanoseconds. What
/// belongs to the machine is in `host` alone and only there if asked for.
package enum JSONReport {
    /// The result as a value; a seed beyond 63 bits is text in it, and a number in `render`.
    package static func value(
        _ result: RunResult,
        includeSeries: Bool,
        includeHost: Bool
    ) -> JSONValue {
        var report: JSONObject = [
            "schemaVersion": 1,
            "tool": ["name": .string(result.toolName), "version": .string(result.toolVersion)],
            "scenario": [
                "name": .string(result.scenarioName),
                "fingerprint": .string(result.scenarioFingerprint),
            ],
            "seed": seed(result.seed),
            "clock": .string(result.clock),
            "verdict": .string(result.verdict.rawValue),
            "fingerprint": .string(result.fingerprintText),
            "virtual": [
                "seconds": seconds(result.virtualNanoseconds),
                "measuredSeconds": seconds(result.measuredNanoseconds),
            ],
            "tasks": value(result.tasks),
            "metrics": .object(
                JSONObject(result.metrics.map { ($0.key.description, value($0.value)) })
            ),
            "thresholds": .array(result.thresholds.map(value)),
            "invariants": .array(result.invariants.map(value)),
            "faults": .array(result.faults.map(value)),
            "slowest": .array(result.slowest.map(value)),
        ]
        if let warmUp = result.warmUp { report["warmUp"] = value(warmUp) }
        if let abort = result.abortedBy { report["abortedBy"] = value(abort) }
        if !result.diagrams.isEmpty {
            report["diagrams"] = .array(result.diagrams.map(value))
        }
        if includeSeries, let series = result.series {
            report["series"] = value(series, of: result)
        }
        if includeHost, let host = result.host { report["host"] = value(host) }
        return .object(report)
    }

    /// A figure, or null for one that JSON cannot write.
    static func figure(_ figure: Double?) -> JSONValue {
        guard let figure, figure.isFinite else { return .null }
        return .number(figure)
    }

    /// A number, or a text where it is beyond 63 bits.
    static func seed(_ seed: UInt64) -> JSONValue {
        Int64(exactly: seed).map { .integer($0) } ?? .string("\(seed)")
    }

    static func seconds(_ nanoseconds: Int64) -> JSONValue {
        .number(MetricUnit.seconds.shown(nanoseconds))
    }

    private static func value(_ warmUp: ChosenWarmUp) -> JSONValue {
        [
            "seconds": seconds(warmUp.nanoseconds),
            "chosenBy": "MSER-5",
            "isSettled": .bool(warmUp.isSettled),
        ]
    }

    private static func value(_ tasks: TaskCounts) -> JSONValue {
        [
            "submitted": .integer(tasks.submitted),
            "accepted": .integer(tasks.accepted),
            "rejected": .integer(tasks.rejected),
            "unanswered": .integer(tasks.unanswered),
            "completed": .integer(tasks.completed),
            "failed": .integer(tasks.failed),
            "deadLettered": .integer(tasks.deadLettered),
            "lost": .integer(tasks.lost),
            "duplicated": .integer(tasks.duplicated),
            "inFlight": .integer(tasks.inFlight),
        ]
    }

    /// The seven members that every verdict has, then what only some have.
    static func value(_ verdict: ThresholdVerdict) -> JSONValue {
        var value: JSONObject = [
            "metric": .string(verdict.metric),
            "expression": .string(verdict.expression),
            "passed": .bool(verdict.passed),
            "value": figure(verdict.value),
            "limit": figure(verdict.limit),
            "margin": figure(verdict.margin),
            "firstBreachAt": verdict.firstBreachAt.map(seconds) ?? .null,
        ]
        if let message = verdict.message { value["message"] = .string(message) }
        if !verdict.strict { value["strict"] = false }
        switch verdict.window {
        case .each(let length): value["window"] = ["each": seconds(length)]
        case .after(let delay): value["window"] = ["after": seconds(delay)]
        case nil: break
        }
        return .object(value)
    }

    private static func value(_ abort: AbortRecord) -> JSONValue {
        [
            "metric": .string(abort.metric),
            "expression": .string(abort.expression),
            "at": seconds(abort.at),
        ]
    }

    private static func value(_ invariant: InvariantResult) -> JSONValue {
        [
            "name": .string(invariant.name),
            "held": .bool(invariant.held),
            "detail": .string(invariant.detail),
        ]
    }

    private static func value(_ fault: FaultRecord) -> JSONValue {
        [
            "at": seconds(fault.at),
            "until": fault.until.map(seconds) ?? .null,
            "kind": .string(fault.kind),
            "target": .string(fault.target),
            "returnedMessages": .integer(Int64(fault.returnedMessages)),
        ]
    }

    private static func value(_ host: HostFigures) -> JSONValue {
        [
            "wallSeconds": figure(host.wallSeconds),
            "tasksPerWallSecond": figure(host.tasksPerWallSecond),
            "eventsPerWallSecond": figure(host.eventsPerWallSecond),
            "httpRequestsPerWallSecond": figure(host.httpRequestsPerWallSecond),
            "peakMemoryBytes": .integer(host.peakMemoryBytes),
            "timesRealTime": figure(host.timesRealTime),
        ]
    }
}
