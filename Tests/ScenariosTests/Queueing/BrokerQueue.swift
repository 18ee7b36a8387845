import InMemoryInfrastructure
import Infrastructure
import JSON
import Measurement
import SimulationKernel

/// A queueing system of nothing but a queue of the broker: Poisson arrivals of classes, publisher
/// confirms, and consumers that take an exponential time of mean 1 s for each message.
struct BrokerQueue {
    /// Messages of one class of customers.
    struct Arrivals {
        let perSecond: Double
        /// Of the message; 0 for none.
        var priority = 0
    }

    /// What came of a class.
    struct Figures: Equatable {
        var offered = 0
        var refused = 0
        /// Of those that were served, and the sum of their waits in nanoseconds.
        var served = 0
        var waits: Int128 = 0

        var meanWait: Double { Double(waits) / Double(max(1, served)) / 1e9 }
        var loss: Double { Double(refused) / Double(max(1, offered)) }
    }

    let arrivals: [Arrivals]
    let servers: Int
    /// The arguments of the queue, such as `x-max-length`.
    let arguments: JSONObject
    let seed: UInt64

    private static let second: Double = 1_000_000_000

    /// Runs for so many seconds behind a warm-up and gives a row for each class.
    func run(warmUp: Int64, seconds: Int64) -> [Figures] {
        let simulation = Simulation(seed: seed)
        let world = SimulatedWorld(simulation: simulation)
        let broker = InMemoryBroker(MachineSettings(), number: 1, world: world)
        let books = Books(
            classes: arrivals.count,
            start: warmUp * 1_000_000_000,
            simulation: simulation
        )
        let (servers, arguments, arrivals) = (servers, arguments, arrivals)
        simulation.spawn("queue") {
            let options = QueueOptions(arguments: arguments)
            guard let channel = try? await broker.openChannel("servers"),
                (try? await channel.declareQueue("q", options)) != nil
            else { return }
            for _ in 0..<servers {
                _ = try? await channel.consume("q", ConsumerOptions(prefetch: 1), by: books)
            }
            for (number, arrivals) in arrivals.enumerated() {
                simulation.spawn("arrivals") {
                    await Self.publish(arrivals, number, to: broker, books)
                }
            }
        }
        _ = simulation.run(until: (warmUp + seconds) * 1_000_000_000)
        _ = simulation.finish()
        return books.figures
    }

    private static func publish(
        _ arrivals: Arrivals,
        _ number: Int,
        to broker: InMemoryBroker,
        _ books: Books
    ) async {
        guard let channel = try? await broker.openChannel("arrivals"),
            (try? await channel.selectConfirms()) != nil
        else { return }
        let simulation = books.simulation
        let stream = simulation.random.stream("arrivals.\(number)")
        let gap = Distribution.exponential(mean: second / arrivals.perSecond)
        var entity: UInt64 = 0
        while (try? await simulation.sleep(for: gap.sample(stream, entity: entity))) != nil {
            let text = "\(number) \(entity) \(simulation.now)"
            let properties = MessageProperties(priority: arrivals.priority)
            let message = Message(.text(text), properties: properties)
            let outcome = try? await channel.publish(
                message,
                to: "",
                routingKey: "q",
                isMandatory: false
            )
            books.published(number, outcome)
            entity += 1
        }
    }
}

/// Counts what happens, and serves: the consumer of all servers.
private final class Books: MessageConsumer, @unchecked Sendable {
    let simulation: Simulation
    private(set) var figures: [BrokerQueue.Figures]
    private let start: Int64
    private let services: [RandomStream]
    private let law = Distribution.exponential(mean: 1_000_000_000)

    /// Counts from the instant `start` on.
    init(classes: Int, start: Int64, simulation: Simulation) {
        self.simulation = simulation
        self.start = start
        figures = [BrokerQueue.Figures](repeating: .init(), count: classes)
        services = (0..<classes).map { simulation.random.stream("services.\($0)") }
    }

    func published(_ number: Int, _ outcome: PublishOutcome?) {
        guard simulation.now >= start else { return }
        figures[number].offered += 1
        if case .refused = outcome { figures[number].refused += 1 }
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        let parts = delivery.message.body.text.split(separator: " ").compactMap { UInt64($0) }
        guard parts.count == 3 else { return }
        let (number, entity, arrival) = (Int(parts[0]), parts[1], Int64(parts[2]))
        if arrival >= start {
            figures[number].served += 1
            figures[number].waits += Int128(simulation.now - arrival)
        }
        let service = law.sample(services[number], entity: entity)
        guard (try? await simulation.sleep(for: service)) != nil else { return }
        channel.acknowledge(delivery)
    }
}
