package import Infrastructure
import Synchronization

/// The process engine: engines that share the work, the API in front of them, and the world that
/// processes act on.
package final class ProcessesSystem: Sendable {
    private let settings: ProcessesSettings
    private let environment: SystemEnvironment
    private let configuration: ProcessConfiguration
    private let people: PeopleService
    private let mailServer: MailServer
    private let partner: PartnerService
    private let world: EngineWorld
    private let busy: any BusyGauge

    /// What has been published, as somebody sees it who looks at the end of a run.
    private let published: DefinitionRegistry

    package init(settings: ProcessesSettings, environment: SystemEnvironment) {
        self.settings = settings
        self.environment = environment
        let configuration = ProcessConfiguration(environment, domain: settings.mailDomain)
        self.configuration = configuration
        people = PeopleService(
            settings.people,
            environment: environment,
            configuration: configuration
        )
        let audit = ProcessAudit()
        mailServer = MailServer(
            environment,
            kept: settings.outbox,
            roles: settings.people.map(\.role)
        ) { audit.effectHappened("mail \($0)") }
        partner = PartnerService(environment) { audit.effectHappened("call \($0)") }
        world = EngineWorld(
            environment: environment,
            directory: InstanceDirectory(retention: settings.retention),
            meters: ProcessMeters(environment.telemetry),
            links: LinkMeters(),
            audit: audit,
            questions: people,
            retention: settings.retention
        )
        published = DefinitionRegistry(store: environment.store)
        busy = environment.telemetry.utilization(
            of: "engines",
            capacity: settings.engines * settings.prefetch
        )
    }
}

// MARK: - Processes

extension ProcessesSystem {
    /// The name of an engine's process.
    package static func engine(_ number: Int) -> String { "engine[\(number)]" }

    /// Starts the world, publishes the definitions, then starts the engines and the API.
    ///
    /// `listen` and `listenSynchronously` get a service that is ready for requests, whenever its
    /// process has started.
    package func start(
        listen: @escaping @Sendable (any HTTPService, ServiceName) -> Void,
        listenSynchronously: @escaping @Sendable (any SynchronousService, ServiceName) -> Void
    ) async throws {
        let (people, mailServer, partner) = (people, mailServer, partner)
        // There before anything takes time, so that no request comes too early.
        let opening = OpeningService(environment.clock)
        listen(opening, Self.apiName)
        // None of them is a process of ours: they go on, and remember, whatever crashes.
        listenSynchronously(mailServer, MailServer.name)
        listenSynchronously(partner, PartnerService.name)
        people.answer(to: try await makeCommands("people"))
        try await publish()
        for number in 0..<settings.engines {
            let name = Self.engine(number)
            await environment.supervisor.run(name) { try? await self.startEngine(name) }
        }
        await environment.supervisor.run(Self.apiName) {
            try? await self.startAPI { service, name in
                opening.open(service)
                listen(service, name)
            }
        }
    }

    private func publish() async throws {
        for (role, addresses) in settings.recipients {
            for definition in settings.definitions {
                _ = try await configuration.change(
                    definition.id,
                    recipients: [RecipientsChange(.role(role), addresses)],
                    author: "scenario",
                    key: nil
                )
            }
        }
        for version in try await published.publish(all: settings.definitions) {
            guard let graph = try await published.graph(version.number) else { continue }
            world.links.show(graph)
        }
    }

    private func makeCommands(
        _ name: String,
        journal: CommandJournal? = nil
    ) async throws -> InstanceCommands {
        let channel = try await environment.broker.openChannel(name)
        try await EngineQueues.declare(on: channel, modules: ModuleCatalogue.names)
        return InstanceCommands(
            world: world,
            graphs: DefinitionRegistry(store: environment.store),
            channel: channel,
            journal: journal
        )
    }

    /// Listens when what the API was at before a crash is done.
    private func startAPI(
        _ listen: @escaping @Sendable (any HTTPService, ServiceName) -> Void
    ) async throws {
        let journal = CommandJournal(environment.store, process: Self.apiName)
        let commands = try await makeCommands(Self.apiName, journal: journal)
        try await commands.recover()
        let api = ProcessAPI(
            environment: environment,
            commands: commands,
            registry: DefinitionRegistry(store: environment.store),
            directory: world.directory,
            configuration: configuration,
            mails: mailServer
        )
        listen(api, Self.apiName)
    }

    /// Subscribes an engine to all queues; timers have a channel of their own, since it keeps any
    /// number of them.
    private func startEngine(_ name: String) async throws {
        let commands = try await makeCommands(name)
        let modules = ModuleWorld(
            environment: environment,
            configuration: configuration,
            people: people
        )
        let worker = EngineWorker(commands: commands, modules: ModuleShelf(modules), busy: busy)
        let channel = try await environment.broker.openChannel(name)
        try await channel.setPrefetch(settings.prefetch, for: .channel)
        let queues =
            [EngineQueues.events, EngineQueues.commands]
            + ModuleCatalogue.names.map(EngineQueues.module)
        for queue in queues {
            try await channel.consume(queue, ConsumerOptions(), by: worker)
        }
        let timers = try await environment.broker.openChannel(name)
        try await timers.consume(EngineQueues.timers, ConsumerOptions(), by: Timekeeper(commands))
    }
}

// MARK: - The end of a run

extension ProcessesSystem {
    /// The definitions that were published, with what went over their links.
    package var diagrams: [SystemDiagram] { world.links.diagrams }

    /// What the system promises of every run, and whether this one has kept it.
    package func invariants(at end: Timestamp) -> [SystemInvariant] {
        world.audit.invariants(
            world.directory,
            graph: world.directory.graph
        )
    }
}
