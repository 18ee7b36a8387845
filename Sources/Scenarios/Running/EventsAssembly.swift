import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Systems

/// Puts the event services together from their section of a scenario.
enum EventsAssembly: SystemAssembly {
    static let entry = SystemCatalogueEntry(
        description: EventsSystem.description,
        flows: { EventsFlows.all(queue: settings($0).scopes.first?.queue ?? "hello") },
        tagValues: tagValues,
        processes: { values in
            settings(values).scopes.map { ProcessNames($0.process, count: $0.instances) }
        },
        problems: problems
    )

    static func assemble(_ section: SystemSection, on stage: SimulatedStage) {
        let (outcomes, durations) = luck(section.values)
        let environment = stage.environment(
            chance: SimulatedChance(
                section.name,
                outcomes: outcomes,
                durations: durations,
                world: stage.world
            )
        )
        let system = EventsSystem(settings: settings(section.values), environment: environment)
        stage.judge { _ in system.invariants }
        stage.simulation.spawn("start of events") { await system.start() }
    }

    /// What is measured of the scopes, by name.
    private static func tagValues(
        _ values: ConfigurationValues
    ) -> [(tag: String, values: [String])] {
        let scopes = settings(values).scopes
        return [
            ("queue", scopes.flatMap(\.queues)),
            ("resource", ["broker", "store"] + scopes.map(\.resource)),
            ("scope", scopes.map(\.name)),
            (
                "path",
                scopes.flatMap { scope in
                    scope.handlers.compactMap { handler in
                        try? EventPath(handler.path, matching: scope.options.matching).label
                    }
                }
            ),
        ]
    }

    /// How long handlers work, and how often they fail.
    private static func luck(
        _ values: ConfigurationValues
    ) -> ([(name: String, probability: Probability)], [(name: String, law: Distribution)]) {
        var outcomes: [(name: String, probability: Probability)] = []
        var durations: [(name: String, law: Distribution)] = []
        for scope in values.sections("scopes") ?? [] {
            for (number, handler) in (scope.sections("handlers") ?? []).enumerated() {
                let luck = EventLuck(scope: scope.text("name") ?? "", handler: number)
                if let work = handler.distribution("work") { durations.append((luck.work, work)) }
                if let failure = handler.probability("failure") {
                    outcomes.append((luck.failure, failure))
                }
            }
        }
        return (outcomes, durations)
    }
}

// MARK: - Settings

extension EventsAssembly {
    /// What a section says; without scopes, the source's example.
    static func settings(_ values: ConfigurationValues) -> EventsSettings {
        guard let scopes = values.sections("scopes") else { return .example }
        return EventsSettings(scopes: scopes.map(scope))
    }

    private static func scope(_ values: ConfigurationValues) -> EventScopeSettings {
        var options = EventServiceOptions()
        options.prefetch = values.count("prefetch") ?? options.prefetch
        options.concurrency = values.count("concurrency")
        options.matching = values.text("matching").flatMap(EventMatching.init) ?? .header
        options.unknownRoute =
            values.text("unknownRoute").flatMap(UnknownRoute.init) ?? .acknowledge
        options.deadLetterQueue = values.text("deadLetter")
        if let attempts = values.count("retry.attempts"), attempts > 0 {
            let delay = values.duration("retry.delay").map { Duration.nanoseconds($0) }
            options.retry = EventRetry(attempts: attempts, delay: delay ?? .seconds(1))
        }
        return EventScopeSettings(
            name: values.text("name") ?? "",
            queue: values.text("queue"),
            results: values.text("results"),
            instances: values.count("instances") ?? 1,
            options: options,
            timeout: values.duration("timeout").map { .nanoseconds($0) },
            handlers: (values.sections("handlers") ?? []).map(handler)
        )
    }

    private static func handler(_ values: ConfigurationValues) -> EventHandlerSettings {
        EventHandlerSettings(
            path: values.text("path") ?? "",
            body: values.text("body").flatMap(EventHandlerSettings.Body.init) ?? .text,
            result: values.text("result")
        )
    }
}

// MARK: - What does not go together

extension EventsAssembly {
    private static func problems(_ values: ConfigurationValues) -> [SectionProblem] {
        guard let sections = values.sections("scopes") else { return [] }
        var problems: [SectionProblem] = []
        if sections.isEmpty {
            problems.append(
                SectionProblem(
                    path: "scopes",
                    position: values.position("scopes"),
                    message: "there is no scope",
                    hint: "leave the key out for the source's example"
                )
            )
        }
        for (number, section) in sections.enumerated() {
            let path = "scopes[\(number)]"
            let former = sections[..<number]
            problems += twice("name", section, former, at: path) { scope($0).name }
            problems += twice("queue", section, former, at: path) { scope($0).queue }
            problems += self.problems(of: section, at: path)
        }
        return problems
    }

    /// A name that an earlier scope has, too.
    private static func twice(
        _ key: String,
        _ section: ConfigurationValues,
        _ former: ArraySlice<ConfigurationValues>,
        at path: String,
        _ name: (ConfigurationValues) -> String
    ) -> [SectionProblem] {
        guard former.contains(where: { name($0) == name(section) }) else { return [] }
        return [
            SectionProblem(
                path: "\(path).\(key)",
                position: section.position(key) ?? section.position("name"),
                message: "there are two scopes with the \(key) \"\(name(section))\"",
                hint: "instances of one scope share a queue; scopes do not"
            )
        ]
    }

    /// What registering the handlers would say, and where.
    private static func problems(
        of section: ConfigurationValues,
        at path: String
    ) -> [SectionProblem] {
        let scope = scope(section)
        var problems: [SectionProblem] = []
        for (key, queue) in [
            ("results", scope.results), ("deadLetter", scope.options.deadLetterQueue),
        ]
        where queue == scope.queue {
            problems.append(
                SectionProblem(
                    path: "\(path).\(key)",
                    position: section.position(key),
                    message: "the scope takes from that queue itself",
                    hint: "give it a queue of its own"
                )
            )
        }
        if scope.handlers.isEmpty, section.position("handlers") != nil {
            problems.append(
                problem(.noHandlers(scope.queue), section.position("handlers"), "\(path).handlers")
            )
        }
        for (number, handler) in (section.sections("handlers") ?? []).enumerated() {
            guard let error = EventsSystem.problem(of: self.handler(handler), in: scope) else {
                continue
            }
            let key = if case .noResultsDestination = error { "result" } else { "path" }
            problems.append(
                problem(error, handler.position(key), "\(path).handlers[\(number)].\(key)")
            )
        }
        return problems
    }

    private static func problem(
        _ error: EventRegistrationError,
        _ position: JSONPosition?,
        _ path: String
    ) -> SectionProblem {
        SectionProblem(path: path, position: position, message: error.problem, hint: error.hint)
    }
}
