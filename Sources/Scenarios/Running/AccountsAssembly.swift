import InMemoryInfrastructure
import Infrastructure
import SimulationKernel
import Synchronization
import Systems

/// Puts the accounts system together from its section of a scenario.
enum AccountsAssembly: SystemAssembly {
    static let entry = SystemCatalogueEntry(
        description: AccountsSystem.description,
        flows: { _ in AccountsFlows.all },
        defaults: { _ in AccountsSystem.description.writtenDefaults },
        tagValues: { _ in tagValues },
        processes: { _ in AccountsSystem.processes.map { ProcessNames($0) } },
        problems: problems
    )

    static func assemble(_ section: SystemSection, on stage: SimulatedStage) {
        let environment = stage.environment(
            chance: SimulatedChance(
                "\(section.name).telegram",
                outcomes: outcomes(section.values),
                durations: [("floodWaitTime", floodWaitTime(section.values))],
                world: stage.world
            )
        )
        let settings = AccountsSettings(section.values)
        let network = stage.network
        let front = stage.scenario.infrastructure.http
        let places = telegram(section.values)
        let running = Mutex<AccountsSystem?>(nil)
        stage.judge { end in running.withLock { $0 }?.invariants(at: end) ?? [] }
        stage.simulation.spawn("start of accounts") {
            let system = AccountsSystem(settings: settings, environment: environment)
            running.withLock { $0 = system }
            await system.start { service, name in
                network.add(service, named: name, front: front, frontName: name)
            } listenSynchronously: { service, name in
                network.add(service, named: name, places: places)
            }
        }
    }

    /// What is measured of the system, by name.
    private static var tagValues: [(tag: String, values: [String])] {
        let services = AccountsSystem.description.services.map(\.name)
        let requests = AccountsFlows.all.flatMap(\.requestNames)
        let telegram = AccountsSystem.services.telegram
        return [
            ("queue", AccountsSystem.queues),
            ("name", requests),
            ("service", services + [telegram]),
            ("resource", services + [telegram, "broker", "store", AccountsSystem.inviteWorkers]),
        ]
    }

    /// How Telegram behaves as a machine.
    private static func telegram(_ values: ConfigurationValues) -> MachineSettings {
        MachineSettings(
            latency: values.distribution("telegram.latency") ?? .constant(0),
            concurrency: values.count("telegram.concurrency")
        )
    }

    /// How likely a call of Telegram ends how, for one question after the other: what is asked
    /// for later gets its share of all calls, too.
    private static func outcomes(
        _ values: ConfigurationValues
    ) -> [(name: String, probability: Probability)] {
        let chances = Probability.inTurn(shares(values)) ?? []
        return Array(zip(AccountsSystem.telegramOutcomes, chances))
    }

    /// The shares of calls that end in one way or another, in the order in which luck is asked.
    private static func shares(_ values: ConfigurationValues) -> [Probability] {
        AccountsSystem.telegramOutcomes.map { name in
            values.probability("telegram.outcomes.\(name)") ?? .never
        }
    }

    private static func floodWaitTime(_ values: ConfigurationValues) -> Distribution {
        values.distribution("telegram.floodWaitTime")
            ?? .constant(AccountsSystem.usualFloodWaitTime.wholeNanoseconds)
    }
}

// MARK: - What does not go together

extension AccountsAssembly {
    private static func problems(_ values: ConfigurationValues) -> [SectionProblem] {
        var problems = scriptProblems(values)
        if Probability.inTurn(shares(values)) == nil {
            let names = AccountsSystem.telegramOutcomes.map { "telegram.outcomes.\($0)" }
            problems.append(
                SectionProblem(
                    path: "telegram.outcomes",
                    position: names.compactMap { values.position($0) }.first,
                    message: "the outcomes are more than 100 % together"
                )
            )
        }
        return problems
    }

    private static func scriptProblems(_ values: ConfigurationValues) -> [SectionProblem] {
        let accounts = AccountsSettings(values).accounts
        var problems: [SectionProblem] = []
        for (number, line) in (values.sections("telegram.script") ?? []).enumerated() {
            let path = "telegram.script[\(number)]"
            if let account = line.count("account"), account >= accounts {
                problems.append(
                    SectionProblem(
                        path: path + ".account",
                        position: line.position("account"),
                        message: "there is no account \(account)",
                        hint: accounts == 1
                            ? "there is only account 0" : "they are 0 to \(accounts - 1)"
                    )
                )
            }
            if line.duration("wait") != nil, line.text("outcome") != "floodWait" {
                problems.append(
                    SectionProblem(
                        path: path + ".wait",
                        position: line.position("wait"),
                        message: "only a floodWait has a wait"
                    )
                )
            }
        }
        return problems
    }
}
