import InMemoryInfrastructure
import JSON
import SimulationKernel
import Systems

/// Puts the provisioning system together from its section of a scenario.
enum ProvisioningAssembly: SystemAssembly {
    static let entry = SystemCatalogueEntry(
        description: ProvisioningSystem.description,
        flows: { profile(of: $0).flows },
        defaults: { defaults(of: profile(of: $0)) },
        tagValues: { $0.text("profile") == nil ? [] : tagValues(of: profile(of: $0)) },
        processes: processes,
        problems: problems
    )

    static func assemble(_ section: SystemSection, on stage: SimulatedStage) {
        let values = section.values
        let chance = SimulatedChance(
            "\(section.name).configurationService",
            outcomes: outcomes(values),
            world: stage.world
        )
        let system = ProvisioningSystem(
            settings: settings(values),
            environment: stage.environment(chance: chance)
        )
        let network = stage.network
        let front = stage.scenario.infrastructure.http
        let places = configurationService(values)
        stage.simulation.spawn("start of provisioning") {
            await system.start { service in
                network.add(
                    service,
                    named: ProvisioningSystem.serviceName,
                    front: front,
                    frontName: "http"
                )
            } listenSynchronously: { service in
                network.add(
                    service,
                    named: ProvisioningSystem.configurationServiceName,
                    places: places
                )
            }
        }
    }

    private static func problems(_ values: ConfigurationValues) -> [SectionProblem] {
        guard Probability.inTurn(outcomes(values).map(\.probability)) == nil else { return [] }
        let path = "configurationService.notFound"
        return [
            SectionProblem(
                path: path,
                position: values.position(path),
                message: "failure and notFound are more than 100 % together"
            )
        ]
    }

    private static func processes(_ values: ConfigurationValues) -> [ProcessNames] {
        [
            ProcessNames(ProvisioningSystem.serviceName),
            ProcessNames(ProvisioningSystem.configurationServiceName),
            ProcessNames("workers", count: values.count("workers.count") ?? 1),
        ]
    }

    /// What is measured of a design, by name.
    private static func tagValues(
        of profile: ProvisioningProfile
    ) -> [(tag: String, values: [String])] {
        let services = [
            ProvisioningSystem.serviceName, ProvisioningSystem.configurationServiceName,
        ]
        return [
            ("queue", profile.queues),
            ("name", ["submit", "poll"]),
            ("service", services),
            ("resource", ["http", "broker", "store", "workers", services[1]]),
        ]
    }

    /// The design that a section asks for; the reader has checked the name.
    static func profile(of values: ConfigurationValues) -> ProvisioningProfile {
        let name = values.text("profile")
        return ProvisioningProfile.all.first { $0.name == name } ?? .task
    }

    /// What a section says, with the profile's own values where it says nothing.
    static func settings(_ values: ConfigurationValues) -> ProvisioningSettings {
        ProvisioningSettings(
            profile: profile(of: values),
            workers: values.count("workers.count") ?? 1,
            prefetch: values.count("workers.prefetch"),
            honoursTimeout: values.flag("honourTimeout") ?? false,
            deadline: values.duration("deadline").map { .nanoseconds($0) },
            attempts: values.count("attempts"),
            resultLife: values.duration("resultTTL").map { .nanoseconds($0) },
            overridesLatency: values.distribution("configurationService.latency") != nil
        )
    }

    /// What a design has of its own, as a file would write it; what is without limit has no text.
    private static func defaults(
        of profile: ProvisioningProfile
    ) -> [(path: String, value: JSONValue)] {
        var defaults: [(path: String, value: JSONValue)] = [
            ("workers.count", 1),
            ("honourTimeout", false),
            ("deadline", text(profile.usualDeadline)),
            ("attempts", .integer(Int64(profile.usualAttempts))),
            ("configurationService.failure", .string("\(profile.usualFailurePercent)%")),
            ("configurationService.notFound", 0),
        ]
        // A latency that is written overrides what requests say, so it is no default there.
        if !profile.takesRequestedTime {
            defaults.append(("configurationService.latency", text(profile.usualLatency)))
        }
        if let prefetch = profile.usualPrefetch {
            defaults.append(("workers.prefetch", .integer(Int64(prefetch))))
        }
        if let concurrency = profile.usualConcurrency {
            defaults.append(("configurationService.concurrency", .integer(Int64(concurrency))))
        }
        if let life = profile.usualResultLife { defaults.append(("resultTTL", text(life))) }
        return defaults
    }

    private static func text(_ duration: Duration) -> JSONValue {
        .string("\(duration.wholeNanoseconds)ns")
    }

    /// How Service A behaves as a machine.
    static func configurationService(_ values: ConfigurationValues) -> MachineSettings {
        let profile = profile(of: values)
        return MachineSettings(
            latency: values.distribution("configurationService.latency")
                ?? .constant(profile.usualLatency.wholeNanoseconds),
            concurrency: values.count("configurationService.concurrency")
                ?? profile.usualConcurrency
        )
    }

    /// How likely Service A fails.
    static func outcomes(
        _ values: ConfigurationValues
    ) -> [(name: String, probability: Probability)] {
        let usual = Probability(
            numerator: profile(of: values).usualFailurePercent,
            denominator: 100
        )
        return [
            ("failure", values.probability("configurationService.failure") ?? usual),
            ("notFound", values.probability("configurationService.notFound") ?? .never),
        ]
    }
}
