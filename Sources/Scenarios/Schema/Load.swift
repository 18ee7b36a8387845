package import JSON
package import LoadGeneration

/// A stream of virtual users, each of whom goes through one flow.
package struct Load: Sendable {
    /// What makes iterations of the flow begin.
    package enum Executor: Sendable, Equatable {
        /// As many arrivals in every unit of time, however long the flows take.
        case constantArrivalRate(rate: Rate)
        /// Arrivals at a rate that goes from target to target.
        case rampingArrivalRate(RateRamp)
        /// Users who begin anew as soon as they are done.
        case constantVUs(Int)
        /// Such users, whose number goes from target to target.
        case rampingVUs(start: Int, stages: [UserPlan.Stage])
        /// Users who go through the flow so often each.
        case perVUIterations(users: Int, iterations: Int)
        /// Users who go through the flow so often all together.
        case sharedIterations(users: Int, iterations: Int)
        /// Recorded arrivals, in nanoseconds from the start of the load.
        case trace([Int64])
    }

    /// How arrivals lie in time.
    package enum Arrivals: String, Sendable, CaseIterable {
        /// At equal distances, as k6 has it.
        case uniform
        /// Independent of each other.
        case poisson
    }

    package let name: String
    package let executor: Executor
    package let arrivals: Arrivals
    /// When the load begins, in nanoseconds from the start of the run.
    package let startTime: Int64
    /// How long the load lasts, in nanoseconds; nil where that is until the load of the run ends.
    package let duration: Int64?
    /// The whole name of the flow, such as `provisioning.submit`.
    package let flow: String
    /// What the file sets of the flow's variables, as it is written there, in its order.
    package let variables: [(name: String, value: JSONValue)]
    /// What the metrics of the load carry, in the order of the file.
    package let tags: [(name: String, value: String)]
    /// How many journeys may be under way at once; nil stands for no limit.
    package let maxVUs: Int?
    /// The first character of the load.
    package let position: JSONPosition
}

extension Load.Executor {
    /// How long the executor lasts by itself, in nanoseconds; nil where something else ends it.
    package var ownDuration: Int64? {
        switch self {
        case .constantArrivalRate, .constantVUs, .perVUIterations, .sharedIterations: nil
        case .rampingArrivalRate(let ramp): ramp.duration
        case .rampingVUs(_, let stages): stages.reduce(0) { $0 + $1.duration }
        // The last arrival is one of the load.
        case .trace(let times): (times.last ?? 0) + 1
        }
    }
}
