import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Systems

/// Event services in a box: the stand-ins, which take no time, and a journal of what happens.
///
/// Instants are virtual seconds; messages are tasks of their own, as those of a load are.
final class EventsBox: EventHandler, @unchecked Sendable {
    let simulation = Simulation(seed: 1)
    let environment: SystemEnvironment
    let meters = MeterNotes()
    private let world: SimulatedWorld
    private let supervisor: SimulatedSupervisor
    private let ledger = TaskNotes()
    private var lines: [String] = []
    private var strikes: [(name: String, isCrash: Bool)] = []
    private var messageCount: UInt64 = 0

    init(
        outcomes: [(name: String, probability: Probability)] = [],
        durations: [(name: String, law: Distribution)] = []
    ) {
        world = SimulatedWorld(simulation: simulation, meters: meters)
        world.ledger.observer = ledger
        let broker = InMemoryBroker(.instant, number: 1, world: world)
        let store = InMemoryKeyValueStore(.instant, number: 2, world: world)
        let network = Network(world: world, firstMachine: 16)
        supervisor = SimulatedSupervisor(
            broker: broker,
            store: store,
            network: network,
            world: world
        )
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: broker,
            store: store,
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance(
                "events",
                outcomes: outcomes,
                durations: durations,
                world: world
            ),
            telemetry: TaskTelemetry(world: world),
            supervisor: supervisor
        )
    }

    // MARK: - What happens in the box

    /// Starts a process that consists of one service, `hello` unless `queue` says otherwise.
    func run(
        _ name: String = "instance",
        queue: QueueName = "hello",
        results: EventDestination? = .queue("results"),
        options: EventServiceOptions = EventServiceOptions(),
        _ register: @escaping @Sendable (EventService, EventsBox) throws -> Void
    ) {
        simulation.spawn("start") {
            await self.environment.supervisor.run(name) {
                do {
                    let service = try EventService(
                        queue: queue,
                        results: results,
                        options: options,
                        self.environment
                    )
                    try register(service, self)
                    try await service.start()
                } catch {
                    self.note("\(error)")
                }
            }
        }
    }

    func publish(
        _ headers: JSONObject,
        _ body: Payload = .text("body"),
        at second: Double = 1,
        to queue: QueueName = "hello",
        correlationID: String? = nil
    ) {
        messageCount += 1
        let properties = correlationID.map { MessageProperties(correlationID: $0) }
        let message = Message(body, headers: headers, properties: properties)
        let context = world.ledger.open(
            entity: messageCount,
            firstDraw: 0,
            intendedStart: Int64(second * 1e9),
            isMessage: true
        )
        simulation.spawn("publisher", context: context, after: Int64(second * 1e9)) {
            let channel = try? await self.environment.broker.openChannel("test")
            try? await channel?.publish(message, toQueue: queue)
            self.world.ledger.release(context)
        }
    }

    /// Does something beside the services.
    func perform(
        at second: Double,
        _ work: @escaping @Sendable (EventsBox) async throws -> Void
    ) {
        simulation.spawn("beside", context: 0, after: Int64(second * 1e9)) {
            do { try await work(self) } catch { self.note("\(error)") }
        }
    }

    /// Takes all messages of a queue out, and notes their headers and bodies.
    func drain(_ queue: QueueName, at second: Double) {
        perform(at: second) { box in
            let channel = try await box.environment.broker.openChannel("test")
            var texts: [String] = []
            while let delivery = try await channel.get(queue) {
                texts.append(Self.text(of: delivery.message))
                channel.acknowledge(delivery)
            }
            box.note("\(queue): \(texts.isEmpty ? "empty" : texts.joined(separator: ", "))")
        }
    }

    private static func text(of message: Message) -> String {
        var headers = message.headers
        for key in ["x-death", "x-first-death-exchange", "x-first-death-queue"] {
            headers[key] = nil
        }
        let id = message.properties?.correlationID.map { " for \($0)" } ?? ""
        let text = headers.isEmpty ? "" : JSONWriter.compact(.object(headers)) + " "
        return text + message.body.text + id
    }

    func crash(_ name: String = "instance", at second: Double) { strike(name, true, second) }
    func restart(_ name: String = "instance", at second: Double) { strike(name, false, second) }

    private func strike(_ name: String, _ isCrash: Bool, _ second: Double) {
        strikes.append((name, isCrash))
        simulation.schedule(
            at: Int64(second * 1e9),
            self,
            code: 1,
            argument: strikes.count - 1
        )
    }

    func handle(code: Int32, argument: Int) {
        let (name, isCrash) = strikes[argument]
        if isCrash { _ = supervisor.crash(name) } else { supervisor.restart(name) }
    }

    // MARK: - Journal

    func note(_ text: String) {
        // What a crashed process notes is noted nowhere.
        if simulation.isCancelled { return }
        let seconds = "\(Double(simulation.now) / 1e9)s".replacing(".0s", with: "s")
        lines.append("\(seconds) \(text)")
    }

    /// Lets everything happen up to a virtual second; the journal so far.
    func journal(until second: Double = 100) -> [String] {
        _ = simulation.run(until: Int64(second * 1e9))
        return lines
    }

    /// What became of the messages that were tasks.
    var tasks: String { ledger.text }
}

/// Counts what becomes of tasks.
private final class TaskNotes: TaskObserver, @unchecked Sendable {
    private var counts: [(name: String, count: Int)] = [
        "submitted", "accepted", "completed", "failed", "dead-lettered", "lost", "duplicated",
    ].map { ($0, 0) }

    private func add(_ name: String) {
        for place in counts.indices where counts[place].name == name { counts[place].count += 1 }
    }

    func taskArrived() { add("submitted") }
    func taskAccepted(inFlight: Int) { add("accepted") }
    func taskRejected() {}
    func taskDuplicated() { add("duplicated") }
    func contextClosed(_ context: Int32) {}

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int) {
        switch end {
        case .lost: add("lost")
        case .finished(.completed): add("completed")
        case .finished(.failed): add("failed")
        case .finished(.deadLettered): add("dead-lettered")
        }
    }

    /// What is not zero.
    var text: String {
        counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    }
}
