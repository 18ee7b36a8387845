import InMemoryInfrastructure
import Infrastructure
import SimulationKernel
import Synchronization
import Systems

/// Puts the process engine together from its section of a scenario.
enum ProcessesAssembly: SystemAssembly {
    static let entry = SystemCatalogueEntry(
        description: ProcessesSystem.description,
        flows: { _ in ProcessesFlows.all },
        defaults: { _ in ProcessesSystem.description.writtenDefaults },
        tagValues: tagValues,
        processes: processes,
        problems: ProcessesProblems.problems
    )

    static func assemble(_ section: SystemSection, on stage: SimulatedStage) {
        let values = section.values
        let environment = stage.environment(
            chance: SimulatedChance(
                section.name,
                outcomes: ProcessesSettings.outcomes(values),
                durations: ProcessesSettings.times(values),
                world: stage.world
            )
        )
        let settings = ProcessesSettings(values)
        let network = stage.network
        let front = stage.scenario.infrastructure.http
        let machines = [
            PartnerService.name: machine("partner", values),
            MailServer.name: machine("mail", values),
        ]
        let running = Mutex<ProcessesSystem?>(nil)
        stage.judge { end in running.withLock { $0 }?.invariants(at: end) ?? [] }
        stage.draw { running.withLock { $0 }?.diagrams ?? [] }
        stage.simulation.spawn("start of processes") {
            let system = ProcessesSystem(settings: settings, environment: environment)
            running.withLock { $0 = system }
            do {
                try await system.start { service, name in
                    network.add(service, named: name, front: front, frontName: name)
                } listenSynchronously: { service, name in
                    network.add(service, named: name, places: machines[name] ?? .instant)
                }
            } catch {}
        }
    }

    private static func processes(_ values: ConfigurationValues) -> [ProcessNames] {
        [
            ProcessNames("engine", count: values.count("engines.count") ?? 1),
            ProcessNames(ProcessesSystem.apiName),
        ]
    }

    /// What is measured of the system, by name.
    private static func tagValues(
        _ values: ConfigurationValues
    ) -> [(tag: String, values: [String])] {
        let settings = ProcessesSettings(values)
        let roles = settings.people.map(\.role)
        let services = [ProcessesSystem.apiName] + ProcessesSystem.surroundings
        let outcomes = settings.definitions.flatMap(\.processes)
            .filter { HumanModule.role(of: $0) != nil }.flatMap(\.outcomes)
        return [
            ("queue", ProcessesSystem.queues),
            ("name", ProcessesFlows.all.flatMap(\.requestNames)),
            ("service", services),
            ("resource", services + ["broker", "store", "engines"] + roles.map { "people.\($0)" }),
            ("definition", settings.definitions.map(\.id)),
            ("role", roles),
            ("outcome", outcomes),
        ]
    }

    /// How a service of the surroundings behaves as a machine.
    private static func machine(_ name: String, _ values: ConfigurationValues) -> MachineSettings {
        MachineSettings(
            latency: values.distribution("\(name).latency") ?? .constant(0),
            concurrency: values.count("\(name).concurrency")
        )
    }
}
