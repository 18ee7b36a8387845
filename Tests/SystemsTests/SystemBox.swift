import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Systems
import Testing

/// A system in a box: one design on the stand-ins, which take no time, and a transcript of it.
///
/// Requests go in at virtual seconds; every response becomes a line. Tasks are called T1, T2, … in
/// the order in which their ids came back.
final class SystemBox: EventHandler, ResponseReceiver, @unchecked Sendable {
    private struct Step {
        var request: HTTPRequest
        var service: ServiceName
        var timeout: Int64
        var sentAt: Int64 = 0
    }

    let simulation: Simulation
    let environment: SystemEnvironment
    private let world: SimulatedWorld
    private let network: Network
    private let ledger = LedgerBook()
    private var steps: [Step] = []
    private(set) var taskIDs: [String] = []
    private var lines: [String] = []

    /// `seconds` is how long Service A takes, where that is not left to the profile; commands of
    /// the store fail by their numbers from 1.
    init(
        _ profile: ProvisioningProfile,
        seconds: Int? = nil,
        failurePercent: UInt64? = nil,
        failingCommands: [Int] = [],
        _ configure: (inout ProvisioningSettings) -> Void = { _ in }
    ) {
        simulation = Simulation(seed: 1)
        world = SimulatedWorld(simulation: simulation)
        world.ledger.observer = ledger
        network = Network(world: world, firstMachine: 16)
        environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: FlakyStore(
                InMemoryKeyValueStore(.instant, number: 2, world: world),
                failing: failingCommands
            ),
            http: InMemoryHTTPClient(network: network, simulation: simulation),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance(
                "configurationService",
                outcomes: [
                    (
                        "failure",
                        Probability(
                            numerator: failurePercent ?? profile.usualFailurePercent,
                            denominator: 100
                        )
                    )
                ],
                world: world
            ),
            telemetry: TaskTelemetry(world: world)
        )
        var settings = ProvisioningSettings(profile: profile)
        settings.overridesLatency = seconds != nil
        configure(&settings)
        let latency = seconds.map { .seconds($0) } ?? profile.usualLatency
        start(settings, latency: .constant(latency.wholeNanoseconds))
    }

    private func start(_ settings: ProvisioningSettings, latency: Distribution) {
        let system = ProvisioningSystem(settings: settings, environment: environment)
        let places = MachineSettings(
            latency: latency,
            concurrency: settings.profile.usualConcurrency
        )
        let network = network
        simulation.spawn("start") {
            await system.start { service in
                network.add(
                    service,
                    named: ProvisioningSystem.serviceName,
                    front: .instant,
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

    func handle(code: Int32, argument: Int) {
        steps[argument].sentAt = simulation.now
        var request = steps[argument].request
        let segments = request.path.segments.map { segment in
            guard segment.hasPrefix("T"), let number = Int(segment.dropFirst()),
                taskIDs.indices.contains(number - 1)
            else { return segment }
            return taskIDs[number - 1]
        }
        request.path = HTTPPath(segments: segments)
        let context = world.ledger.open(
            entity: UInt64(argument),
            firstDraw: 0,
            intendedStart: simulation.now
        )
        network.send(
            request,
            to: steps[argument].service,
            timeout: steps[argument].timeout,
            context: context,
            receiver: self,
            argument: argument
        )
        world.ledger.release(context)
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        let step = steps[argument]
        let reply =
            switch result {
            case .success(let response): text(of: response)
            case .failure(let error): "\(error)"
            }
        note("\(step.request.method.rawValue) \(shortPath(step.request.path))", reply, step.sentAt)
    }
}

// MARK: - What happens in the box

extension SystemBox {
    /// Sends a request at a virtual second; paths begin behind `/api/v1/equipment/cpe/`.
    func send(
        at second: Double,
        _ method: HTTPMethod,
        _ path: String,
        _ body: Payload = .empty,
        to service: ServiceName = ProvisioningSystem.serviceName
    ) {
        let segments = HTTPPath("/api/v1/equipment/cpe").segments + HTTPPath("/" + path).segments
        let request = HTTPRequest(method, HTTPPath(segments: segments), body: body)
        steps.append(Step(request: request, service: service, timeout: 1_000_000_000_000))
        let instant = Int64(second * 1e9)
        simulation.schedule(at: instant, self, code: 1, argument: steps.count - 1)
    }

    func post(at second: Double, _ equipment: String, _ body: JSONValue) {
        send(at: second, .post, equipment, .json(body))
    }

    /// Asks for the state of a task at some seconds.
    func get(at seconds: Double..., path: String) {
        for second in seconds { send(at: second, .get, path) }
    }

    func callServiceA(at second: Double, _ equipment: String, _ body: Payload = .empty) {
        let name = ProvisioningSystem.configurationServiceName
        send(at: second, .post, equipment, body, to: name)
    }

    /// Does something beside the system, such as looking into a queue.
    func perform(
        at second: Double,
        _ work: @escaping @Sendable (SystemBox) async throws -> String
    ) {
        simulation.spawn("beside", after: Int64(second * 1e9)) {
            let text: String
            do { text = try await work(self) } catch { text = "\(error)" }
            self.lines.append("\(self.seconds(self.simulation.now)) \(self.named(text))")
        }
    }

    /// Takes all messages of a queue out and shows their bodies.
    func drain(_ queue: QueueName, at second: Double) {
        perform(at: second) { box in
            let channel = try await box.environment.broker.openChannel("test")
            var bodies: [String] = []
            while let delivery = try await channel.get(queue) {
                bodies.append(delivery.message.body.text)
                channel.acknowledge(delivery)
            }
            return "\(queue): \(bodies.isEmpty ? "empty" : bodies.joined(separator: " "))"
        }
    }

    /// Shows what the store holds for a task.
    func look(at second: Double, _ key: @escaping @Sendable (_ task: String) -> String) {
        perform(at: second) { box in
            let key = key(box.taskIDs.first ?? "")
            let value = try await box.environment.store.get(key)?.text ?? "nothing"
            return "\(key): \(value)"
        }
    }

    /// Lets everything happen up to a virtual second; the transcript so far.
    func run(until second: Double) -> String {
        _ = simulation.run(until: Int64(second * 1e9))
        return lines.joined(separator: "\n")
    }

    /// What has become of the tasks.
    var tasks: String { ledger.text }
}

// MARK: - Lines

extension SystemBox {
    private func note(_ request: String, _ reply: String, _ sentAt: Int64) {
        let later = simulation.now == sentAt ? "" : " at \(seconds(simulation.now))"
        lines.append("\(seconds(sentAt)) \(request) ->\(later) \(reply)")
    }

    private func seconds(_ nanoseconds: Int64) -> String {
        "\(Double(nanoseconds) / 1e9)s".replacing(".0s", with: "s")
    }

    private func shortPath(_ path: HTTPPath) -> String {
        named(path.segments.dropFirst(4).joined(separator: "/").replacing("\n", with: "\\n"))
    }

    private func text(of response: HTTPResponse) -> String {
        if response.status == .ok, let id = response.body.json?["taskId"]?.string {
            taskIDs.append(id)
        }
        var parts = ["\(response.status.rawValue)"]
        for header in response.headers { parts.append("\(header.name): \(header.value)") }
        if response.body != .empty { parts.append(named(response.body.text)) }
        return parts.joined(separator: " ")
    }

    private func named(_ text: String) -> String {
        var text = text
        for (number, id) in taskIDs.enumerated() {
            text = text.replacing(id, with: "T\(number + 1)")
        }
        return text
    }
}

/// Counts what becomes of tasks.
private final class LedgerBook: TaskObserver, @unchecked Sendable {
    private var accepted = 0
    private var rejected = 0
    private var completed = 0
    private var failed = 0
    private var lost = 0
    private var duplicated = 0

    func taskAccepted(inFlight: Int) { accepted += 1 }
    func taskRejected() { rejected += 1 }
    func taskDuplicated() { duplicated += 1 }

    func contextClosed(_ context: Int32) {}

    func taskEnded(_ end: TaskEnd, _ task: LedgerTask, inFlight: Int) {
        switch end {
        case .lost: lost += 1
        case .finished(.completed): completed += 1
        case .finished: failed += 1
        }
    }

    /// What is not zero, in a fixed order.
    var text: String {
        [
            ("accepted", accepted), ("rejected", rejected), ("completed", completed),
            ("failed", failed), ("lost", lost), ("duplicated", duplicated),
        ]
        .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }
}

extension ProvisioningProfile: CustomTestStringConvertible {
    /// The name alone, which tells cases of a table apart.
    package var testDescription: String { name }
}
