/// A load: who arrives when, and what they do.
package struct LoadSettings: Sendable {
    package let name: String
    package let arrivals: ArrivalProcess
    package let program: FlowProgram

    /// The part of the run in which virtual users arrive, in nanoseconds from its start.
    package let period: Range<Int64>

    /// The greatest number of journeys at a time; arrivals beyond it are dropped and counted.
    package let mostJourneys: Int?

    /// The load's place among the loads of its scenario; keys its chance.
    package let number: UInt64

    package init(
        name: String,
        arrivals: ArrivalProcess,
        program: FlowProgram,
        period: Range<Int64>,
        mostJourneys: Int?,
        number: UInt64
    ) {
        self.name = name
        self.arrivals = arrivals
        self.program = program
        self.period = period
        self.mostJourneys = mostJourneys
        self.number = number
    }
}
