import Measurement
import SimulationKernel

/// Which clock a run goes by.
package enum RunClock: Sendable, Equatable {
    /// As fast as the machine can.
    case virtual
    /// Virtual time, played at `speed` virtual seconds in a real one; the result is the same.
    case paced(speed: Double)
    /// Real time, which no two runs have in common.
    case wall

    /// The pace of the simulation, from now on.
    var pacing: Pacing {
        switch self {
        case .virtual: .virtual
        case .paced(let speed): .paced(MachineTime(speed: speed))
        case .wall: .wall(MachineTime())
        }
    }
}

/// How far a run has come, for whoever watches it.
package struct RunStatus: Sendable, Equatable {
    /// Nanoseconds since the start of the run.
    package let now: Int64
    /// When load ends; what comes after it is the drain.
    package let loadEnd: Int64
    /// Accepted so far, over the whole run.
    package let tasks: Int64
    package let inFlight: Int

    package init(now: Int64, loadEnd: Int64, tasks: Int64, inFlight: Int) {
        self.now = now
        self.loadEnd = loadEnd
        self.tasks = tasks
        self.inFlight = inFlight
    }
}

/// Whether a generator in real time kept its schedule.
enum ArrivalSchedule {
    /// How late one arrival in a hundred may be: beyond that the load was not the one asked for.
    static let greatestLag: Int64 = 5_000_000

    static func check(_ metrics: [MeasuredMetric]) -> InvariantResult {
        var lag: Int64 = 0
        for metric in metrics where metric.key.description == "arrival_lag" {
            guard case .trend(let trend) = metric.value else { continue }
            lag = trend.trend.percentile(.p99) ?? 0
        }
        return InvariantResult(
            name: "arrivals-on-time",
            held: lag <= greatestLag,
            detail: "the 99th percentile of arrival_lag is \(milliseconds(lag)) ms, at most "
                + "\(milliseconds(greatestLag)) ms"
        )
    }

    private static func milliseconds(_ nanoseconds: Int64) -> String {
        "\(Double(nanoseconds / 1_000) / 1_000)"
    }
}
