import Infrastructure
import JSON

/// One engine's hands: takes steps, events and commands from the queues and carries them out.
///
/// A message is acknowledged when its effect is in the store and what follows is sent, so a crash
/// before that gives it to somebody else, who sees in the store how far it got.
final class EngineWorker: MessageConsumer {
    private let commands: InstanceCommands
    private let modules: ModuleShelf
    private let busy: any BusyGauge

    init(commands: InstanceCommands, modules: ModuleShelf, busy: any BusyGauge) {
        self.commands = commands
        self.modules = modules
        self.busy = busy
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        busy.add(1)
        defer { busy.add(-1) }
        do throws(CommandError) {
            let isUnderstood =
                switch delivery.routingKey {
                case EngineQueues.events: try await takeEvent(delivery.message.body)
                case EngineQueues.commands: try await takeCommand(delivery.message.body)
                default: try await settleStep(delivery.message.body, delivery.isRedelivered)
                }
            if isUnderstood {
                channel.acknowledge(delivery)
            } else {
                channel.reject(delivery, requeue: false)
            }
        } catch {
            // A process that is gone says nothing more; the broker gives its messages to others.
            guard error != .cancelled else { return }
            try? await commands.world.environment.clock.sleep(for: .seconds(1))
            channel.reject(delivery, requeue: true)
        }
    }

    /// False for what is no event, or of a definition that nobody has published.
    private func takeEvent(_ body: Payload) async throws(CommandError) -> Bool {
        guard let event = ProcessEvent(body.json) else {
            commands.world.meters.rejectedEvents.add()
            return false
        }
        do throws(CommandError) {
            try await commands.event(event)
            commands.world.meters.events.add()
            return true
        } catch {
            switch error {
            case .unknownDefinition, .idTaken:
                commands.world.meters.rejectedEvents.add()
                return false
            default: throw error
            }
        }
    }

    private func takeCommand(_ body: Payload) async throws(CommandError) -> Bool {
        do throws(CommandError) {
            switch CommandMessage(body) {
            case .answer(let instance, let step, let answer):
                try await commands.decide(instance: instance, step: step, answer)
            case .ended(let instance, let step, let child, let status, let result):
                try await commands.subprocessEnded(instance, step, child, status, result)
            case nil: return false
            }
        } catch {
            switch error {
            case .cancelled, .unavailable: throw error
            // An answer while the instance is paused is asked for again when it goes on.
            default: break
            }
        }
        return true
    }
}

// MARK: - Steps

extension EngineWorker {
    private func settleStep(
        _ body: Payload,
        _ isRedelivered: Bool
    ) async throws(CommandError) -> Bool {
        let isUnderstood = try await takeStep(body, isRedelivered)
        commands.world.audit.stepIsSettled()
        return isUnderstood
    }

    private func takeStep(
        _ body: Payload,
        _ isRedelivered: Bool
    ) async throws(CommandError) -> Bool {
        guard let message = StepMessage(body) else { return false }
        guard let loaded = try await commands.load(message.instance) else { return true }
        let instance = loaded.record.instance
        guard let step = instance.step(message.step), step.turn == message.turn, !instance.isPaused,
            let module = modules.module(of: loaded.graph, step.id.node)
        else {
            if isRedelivered { try await commands.sendOutstanding(message.instance, loaded) }
            return true
        }
        switch step.phase {
        case .ready:
            let result = try await run(module, message, step, loaded)
            // An event that came meanwhile was not looked at, and nobody would ask again.
            guard try await finish(message, result, loaded) else {
                return try await takeStep(body, isRedelivered)
            }
        case .waiting(.answer), .waiting(.instance):
            // Whoever was asked may not have heard it.
            let result = try await run(module, message, step, loaded)
            if case .success(.startsInstance(let definition, let variables)) = result {
                try await startChild(message, definition, variables)
            }
        default:
            if isRedelivered { try await commands.sendOutstanding(message.instance, loaded) }
        }
        return true
    }

    /// Has a module carry out a step; nil stands for its cancellation.
    private func run(
        _ module: any ProcessModule,
        _ message: StepMessage,
        _ step: ActiveStep,
        _ loaded: InstanceCommands.Loaded
    ) async throws(CommandError) -> Result<ModuleResult, ModuleFailure> {
        let escalations = loaded.graph.nodes[step.id.node].source.escalations
        let work = ModuleWork(
            instance: message.instance,
            step: step.id,
            attempt: step.failures,
            variables: loaded.record.instance.variables,
            role: step.escalations == 0 ? nil : escalations[step.escalations - 1].role
        )
        do {
            return .success(try await module.run(work))
        } catch let failure as ModuleFailure {
            return .failure(failure)
        } catch is CancellationError {
            throw .cancelled
        } catch {
            return .failure(ModuleFailure("\(error)"))
        }
    }

    /// Writes down how a module left a step, unless somebody was faster.
    ///
    /// False when it would wait for an event but has not seen the last one.
    private func finish(
        _ message: StepMessage,
        _ result: Result<ModuleResult, ModuleFailure>,
        _ loaded: InstanceCommands.Loaded
    ) async throws(CommandError) -> Bool {
        var input = Self.input(message, result, loaded.graph, commands.now)
        if case .success(.startsInstance(let definition, _)) = result,
            try await commands.latest(definition) == nil
        {
            input = .attemptFailed(
                message.step,
                reason: "no version of \"\(definition)\" is published",
                isFinal: false
            )
        }
        let chosen = input
        let seen = loaded.record.entries
        var isStale = false
        try await commands.change(message.instance, from: loaded, repeatsOutstanding: false) {
            record,
            _ in
            if chosen.waitsForEvent, record.entries > seen {
                isStale = true
                return nil
            }
            let step = record.instance.step(message.step)
            let isDue = step?.turn == message.turn && step?.phase == .ready
            return isDue ? chosen : nil
        }
        if case .success(.startsInstance(let definition, let variables)) = result,
            case .waits = chosen
        {
            try await startChild(message, definition, variables)
        }
        return !isStale
    }

    private func startChild(
        _ message: StepMessage,
        _ definition: String,
        _ variables: JSONObject
    ) async throws(CommandError) {
        try await commands.start(
            definition: definition,
            id: Self.child(of: message),
            variables: variables,
            parent: ParentStep(instance: message.instance, step: message.step)
        )
    }

    /// The id of a sub-process: one for each time that the step is tried.
    private static func child(of message: StepMessage) -> String {
        "\(message.step.key(in: message.instance))/\(message.turn)"
    }

    private static func input(
        _ message: StepMessage,
        _ result: Result<ModuleResult, ModuleFailure>,
        _ graph: ProcessGraph,
        _ now: Timestamp
    ) -> InstanceInput {
        let step = message.step
        switch result {
        case .failure(let failure):
            return .attemptFailed(step, reason: failure.message, isFinal: failure.isFinal)
        case .success(.ended(let name, let assigning)):
            let outcomes = graph.nodes[step.node].outcomes
            guard let outcome = outcomes.firstIndex(of: name) else {
                return .attemptFailed(
                    step,
                    reason: "the module ended with \"\(name)\"",
                    isFinal: true
                )
            }
            return .ended(step, outcome: outcome, assigning: assigning, by: nil)
        case .success(.waitsForEvent): return .waits(step, .event)
        case .success(.waitsForAnswer): return .waits(step, .answer)
        case .success(.waits(let duration)):
            return .waits(step, .time(until: now.adding(duration).nanoseconds))
        case .success(.startsInstance):
            return .waits(step, .instance(child(of: message)))
        }
    }
}

extension InstanceInput {
    fileprivate var waitsForEvent: Bool {
        if case .waits(_, .event) = self { true } else { false }
    }
}
