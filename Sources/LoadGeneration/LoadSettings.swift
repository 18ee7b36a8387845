/// A load: who arrives when, and what they do.
package struct LoadSettings: Sendable {
    /// What makes journeys begin.
    package enum Source: Sendable {
        /// Arrivals, which do not wait for the system (an open model).
        case arrivals(ArrivalProcess)
        /// Users, who begin anew when they are done (a closed model).
        case users(UserPlan)
    }

    package let name: String
    package let source: Source
    package let program: FlowProgram

    /// The part of the run in which journeys begin, in nanoseconds from its start.
    package let period: Range<Int64>

    /// The greatest number of journeys at a time; arrivals beyond it are dropped and counted.
    package let mostJourneys: Int?

    /// The load's place among the loads of its scenario; keys its chance.
    package let number: UInt64

    /// What the metrics of the load carry beside their own tags.
    package let tags: [(name: String, value: String)]

    package init(
        name: String,
        source: Source,
        program: FlowProgram,
        period: Range<Int64>,
        mostJourneys: Int? = nil,
        number: UInt64,
        tags: [(name: String, value: String)] = []
    ) {
        self.name = name
        self.source = source
        self.program = program
        self.period = period
        self.mostJourneys = mostJourneys
        self.number = number
        self.tags = tags
    }
}
