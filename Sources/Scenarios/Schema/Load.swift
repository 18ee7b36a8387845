package import JSON

/// A stream of arrivals, each of which goes through one flow.
package struct Load: Sendable {
    /// How arrivals come about.
    package enum Executor: Sendable, Equatable {
        /// As many in every unit of time, however long the flows take.
        case constantArrivalRate(rate: Rate)
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
    /// When the first arrival may come, in nanoseconds from the start of the run.
    package let startTime: Int64
    /// How long arrivals come, in nanoseconds; nil where they last until the load of the run ends.
    package let duration: Int64?
    /// The whole name of the flow, such as `provisioning.submit`.
    package let flow: String
    /// What the file sets of the flow's variables, as it is written there, in its order.
    package let variables: [(name: String, value: JSONValue)]
    /// How many journeys may be under way at once; nil stands for no limit.
    package let maxVUs: Int?
    /// The first character of the load.
    package let position: JSONPosition
}
