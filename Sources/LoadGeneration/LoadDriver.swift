import Infrastructure
package import Measurement
package import SimulationKernel

/// Drives one load: lets virtual users arrive and takes each through its flow.
///
/// A journey is a row of a table and an event, not a task, so that a hundred thousand of them that
/// wait cost a few megabytes.
package final class LoadDriver: EventHandler, ResponseReceiver, @unchecked Sendable {
    enum Code {
        static let arrival: Int32 = 0x300
        static let resume: Int32 = 0x301
        static let users: Int32 = 0x302
        static let userReturns: Int32 = 0x303
        static let lastCall: Int32 = 0x304
    }

    // Stored as internal, for the parts of the driver in other files; other modules see none of it.
    let settings: LoadSettings
    let simulation: Simulation
    let target: any RequestTarget
    let meters: LoadMeters
    /// Where messages go; nil where the flow has none.
    let messages: (any MessageTarget)?
    let uuids: RandomStream
    let picks: RandomStream
    let pauses: RandomStream
    let instructions: [FlowProgram.Instruction]
    let valueCount: Int
    let journeys = SlotTable<Journey>()

    /// The values of each journey's variables; each use is over at once and needs no check.
    @exclusivity(unchecked) var values: [SlotValue] = []

    /// How many rounds each journey has done of its repetitions, by their depth.
    @exclusivity(unchecked) var rounds: [Int64] = []
    let depth: Int

    /// What an open load goes by.
    @exclusivity(unchecked) var arrivals: ArrivalProcess?
    /// What a closed load goes by.
    let population: Population?
    /// When the next arrival is meant to be.
    var nextArrival: Int64 = 0
    /// How many journeys were to begin so far.
    var arrived: UInt64 = 0

    /// True while an arrival is to come; in real time it may come after the load should be over.
    package internal(set) var hasPendingArrival = false

    /// Journeys that have begun and not ended.
    package var active: Int { underway }
    var underway = 0

    /// Requests sent over the whole run.
    package var requestCount: Int { sent }
    var sent = 0

    package init(
        _ settings: LoadSettings,
        target: any RequestTarget,
        messages: (any MessageTarget)? = nil,
        simulation: Simulation,
        registry: MetricRegistry
    ) {
        self.settings = settings
        self.target = target
        self.messages = messages
        self.simulation = simulation
        meters = LoadMeters(
            registry: registry,
            tags: settings.tags.map { ($0.name, $0.value) }
        )
        uuids = simulation.random.stream("load.\(settings.name).uuids")
        picks = simulation.random.stream("load.\(settings.name).picks")
        pauses = simulation.random.stream("load.\(settings.name).pauses")
        instructions = settings.program.instructions
        valueCount = settings.program.initialValues.count
        depth = settings.program.depth
        switch settings.source {
        case .arrivals(let process):
            unsafe arrivals = process
            population = nil
        case .users(let plan):
            population = Population(plan, period: settings.period)
        }
    }

    /// Schedules the first arrival, or the first users.
    package func start() {
        if let population {
            schedule(population.steps.next())
            if population.hasQuota, !settings.period.isEmpty {
                let last = settings.period.upperBound - 1
                simulation.schedule(at: last, self, code: Code.lastCall)
            }
        } else {
            scheduleArrival()
        }
    }

    package func handle(code: Int32, argument: Int) {
        switch code {
        case Code.arrival: arrive()
        case Code.resume: advance(argument)
        case Code.users: changeUsers(to: argument)
        case Code.userReturns: userReturns(argument)
        default: callLast()
        }
    }
}
