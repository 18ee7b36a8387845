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
        try FlowProgram(flow, variables: written, duration: duration)
    }

    /// A duration as a file has it, constant or random.
    private static func duration(_ value: JSONValue) -> Distribution? {
        let report = DiagnosticReport(file: "", bytes: [], overrides: [])
        let node = JSONNode(value: value, position: .start)
        let reader = DistributionReader(sections: SectionReader(report: report))
        guard case .distribution(let law) = reader.read(node, at: "")?.value else { return nil }
        return law
    }

    private static func flow(named name: String, of scenario: Scenario) -> FlowDescription {
        if let own = scenario.flows.first(where: { $0.name == name }) { return own }
        for section in scenario.systems {
            let entry = SystemCatalogue.entries.first { $0.description.name == section.name }
            for flow in entry?.flows(section.values) ?? []
            where "\(section.name).\(flow.name)" == name {
                return flow
            }
        }
        preconditionFailure("the reader lets no unknown flow through")
    }
}
