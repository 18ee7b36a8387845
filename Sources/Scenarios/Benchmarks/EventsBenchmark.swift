import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Systems

/// How many messages a second go through an event service: routed, read, handled, answered.
enum EventsBenchmark {
    private struct TrainModel: EventBody, Decodable {
        let epochs: Int
        let name: String
    }

    static let messages = Benchmark("events.messages", "messages/s") { measure in
        let count = 500_000
        let (simulation, environment) = make()
        simulation.spawn("service") { await serve(environment) }
        _ = simulation.run()
        simulation.spawn("benchmark") {
            try? await publish(count, environment.broker) { try? await simulation.sleep(for: 1) }
        }
        measure { _ = simulation.run() }
        let results = Holder()
        simulation.spawn("results") {
            let channel = try? await environment.broker.openChannel("benchmark")
            results.count = (try? await channel?.checkQueue("results").messages) ?? 0
        }
        _ = simulation.run()
        return Double(results.count)
    }

    private static func make() -> (Simulation, SystemEnvironment) {
        let simulation = Simulation(seed: 1)
        let world = SimulatedWorld(simulation: simulation)
        let environment = SystemEnvironment(
            clock: SimulatedSystemClock(world: world),
            broker: InMemoryBroker(.instant, number: 1, world: world),
            store: InMemoryKeyValueStore(.instant, number: 2, world: world),
            http: InMemoryHTTPClient(
                network: Network(world: world, firstMachine: 16),
                simulation: simulation
            ),
            identifiers: SimulatedIdentifiers(world: world),
            chance: SimulatedChance("benchmark", outcomes: [], world: world),
            telemetry: TaskTelemetry(world: world)
        )
        return (simulation, environment)
    }

    /// A service with a handler that reads a parameter and a body, and answers.
    private static func serve(_ environment: SystemEnvironment) async {
        do {
            let service = try EventService(
                queue: "hello",
                results: .queue("results"),
                environment
            )
            service.use(EventMetrics(scope: "hello", environment.telemetry))
            try service.on("train_model.{model_id}") { (event: Event<TrainModel>, _) -> String in
                let model = try event.path.require("model_id", as: Int.self)
                return model == 17 && event.body.epochs == 3 ? "Yep! =)" : "No"
            }
            try await service.start()
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Publishes messages; after every few, `rest` lets the service work.
    private static func publish(
        _ count: Int,
        _ broker: any MessageBroker,
        rest: () async -> Void
    ) async throws(BrokerError) {
        let channel = try await broker.openChannel("publisher")
        let headers: JSONObject = ["route": "train_model", "model_id": 17]
        let body = Payload.json(["epochs": 3, "name": "linear"])
        for number in 0..<count {
            try await channel.publish(Message(body, headers: headers), toQueue: "hello")
            if number % 64 == 0 { await rest() }
        }
    }
}

/// Holds a count between the parts of a benchmark.
private final class Holder: @unchecked Sendable {
    var count = 0
}
