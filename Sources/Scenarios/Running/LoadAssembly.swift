import Infrastructure
import JSON
import LoadGeneration
import SimulationKernel

/// Makes a load ready to run from what a scenario says of it.
enum LoadAssembly {
    static func settings(
        _ load: Load,
        number: Int,
        of scenario: Scenario,
        in simulation: Simulation
    ) -> LoadSettings {
        let stream = simulation.random.stream("load.\(load.name).arrivals")
        let end = load.duration.map { load.startTime.addingSaturating($0) } ?? scenario.loadEnd
        return LoadSettings(
            name: load.name,
            source: source(load, load.arrivals == .poisson ? .poisson(stream) : .uniform),
            program: program(load, of: scenario),
            period: load.startTime..<max(load.startTime, end),
            mostJourneys: load.maxVUs,
            number: UInt64(number),
            tags: load.tags
        )
    }

    private static func source(
        _ load: Load,
        _ kind: ArrivalProcess.Kind
    ) -> LoadSettings.Source {
        switch load.executor {
        case .constantArrivalRate(let rate):
            let (arrivals, time) = (rate.numerator, rate.denominator)
            return .arrivals(ArrivalProcess(kind, arrivals: arrivals, per: time))
        case .rampingArrivalRate(let ramp):
            return .arrivals(ArrivalProcess(kind, ramp: ramp))
        case .trace(let times):
            return .arrivals(ArrivalProcess(recorded: times))
        case .constantVUs(let users):
            return .users(UserPlan(start: users))
        case .rampingVUs(let start, let stages):
            return .users(UserPlan(start: start, stages: stages))
        case .perVUIterations(let users, let iterations):
            return .users(UserPlan(start: users, iterations: .each(Int64(iterations))))
        case .sharedIterations(let users, let iterations):
            return .users(UserPlan(start: users, iterations: .shared(Int64(iterations))))
        }
    }

    /// The flow of a load with its variables; the reader has checked both.
    private static func program(_ load: Load, of scenario: Scenario) -> FlowProgram {
        do throws(FlowError) {
            return try program(flow(named: load.flow, of: scenario), load.variables)
        } catch {
            preconditionFailure("the reader lets no such variable through: \(error)")
        }
    }

    /// A flow with the variables of a load, as a file has them.
    static func program(
        _ flow: FlowDescription,
        _ written: [(name: String, value: JSONValue)]
    ) throws(FlowError) -> FlowProgram {
        let variables = flow.variables.map { variable in
            let given = written.last { $0.name == variable.name }?.value
            return (variable.name, value(given ?? variable.defaultValue, variable.kind))
        }
        return try FlowProgram(flow, variables: variables)
    }

    private static func flow(named name: String, of scenario: Scenario) -> FlowDescription {
        for section in scenario.systems {
            let entry = SystemCatalogue.entries.first { $0.description.name == section.name }
            for flow in entry?.flows(section.values) ?? []
            where "\(section.name).\(flow.name)" == name {
                return flow
            }
        }
        preconditionFailure("the reader lets no unknown flow through")
    }

    /// Durations as nanoseconds, everything else as it is.
    private static func value(_ value: JSONValue, _ kind: ConfigurationKey.Kind) -> JSONValue {
        guard case .duration = kind, let text = value.string,
            let nanoseconds = try? DurationText.nanoseconds(text)
        else { return value }
        return .integer(nanoseconds)
    }
}
