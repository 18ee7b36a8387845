import SimulationKernel
import Testing

/// Notes the ends of requests: `argument` is the request's number.
private final class Customers: EventHandler, ResourceObserver, @unchecked Sendable {
    let simulation: Simulation
    var ends: [Int64] = []
    var waits: [Int64] = []
    var changes: [String] = []
    var arrive: (Int) -> Void = { _ in }

    init(_ simulation: Simulation, count: Int) {
        self.simulation = simulation
        ends = Array(repeating: -1, count: count)
    }

    func handle(code: Int32, argument: Int) {
        if code == 1 { arrive(argument) } else { ends[argument] = simulation.now }
    }

    func resourceChanged(busy: Int, waiting: Int) {
        changes.append("\(simulation.now): \(busy) + \(waiting)")
    }

    func resourceServed(waited: Int64, service: Int64, context: Int32) {
        waits.append(waited)
    }
}

struct ResourceTests {
    private let simulation = Simulation(seed: 1)

    /// A customer that notes when it has been served.
    @discardableResult
    private func customer(
        _ name: String,
        at instant: Int64,
        _ resource: Resource,
        _ service: Int64,
        _ journal: Journal
    ) -> TaskHandle {
        simulation.spawn("customer", context: 7, after: instant) {
            do {
                try await resource.serve(service)
                journal.note(name)
            } catch {
                journal.note("\(name) gave up")
            }
        }
    }

    private func run() {
        #expect(simulation.run() == .exhausted)
        #expect(simulation.nextEventTime == nil)
        #expect(simulation.finish() == [])
    }

    @Test(arguments: [(1, [5, 10, 15, 20]), (2, [5, 5, 10, 10]), (nil, [5, 5, 5, 5])])
    func `customers are served in the order in which they came`(
        _ capacity: Int?,
        _ ends: [Int]
    ) {
        let journal = Journal(simulation)
        let resource = Resource("clerk", capacity: capacity, simulation: simulation, code: 100)
        for name in ["a", "b", "c", "d"] { customer(name, at: 0, resource, 5, journal) }
        run()
        #expect(journal.lines == zip(ends, ["a", "b", "c", "d"]).map { "\($0) \($1)" })
        #expect(resource.busy == 0)
        #expect(resource.waiting == 0)
    }

    @Test func `service of no time waits for its turn, and costs nothing when there is none`() {
        let journal = Journal(simulation)
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        customer("free", at: 0, resource, 0, journal)
        customer("long", at: 1, resource, 5, journal)
        customer("short", at: 2, resource, 0, journal)
        customer("negative", at: 3, resource, -4, journal)
        run()
        #expect(journal.lines == ["0 free", "6 long", "6 short", "6 negative"])
        // Four starts and three ends of service.
        #expect(simulation.eventCount == 7)
    }

    @Test func `an observer sees every change and every service`() {
        let journal = Journal(simulation)
        let observer = Customers(simulation, count: 0)
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        resource.observer = observer
        customer("a", at: 0, resource, 5, journal)
        customer("b", at: 2, resource, 5, journal)
        let quitter = customer("c", at: 3, resource, 5, journal)
        simulation.spawn("canceller", after: 4) { quitter.cancel() }
        run()
        #expect(journal.lines == ["4 c gave up", "5 a", "10 b"])
        #expect(
            observer.changes == [
                "0: 1 + 0", "2: 1 + 1", "3: 1 + 2", "4: 1 + 1", "5: 1 + 0", "10: 0 + 0",
            ]
        )
        #expect(observer.waits == [0, 3])
    }

    @Test func `who is cancelled in service leaves the server to the next`() {
        let journal = Journal(simulation)
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        let first = customer("a", at: 0, resource, 50, journal)
        customer("b", at: 0, resource, 5, journal)
        simulation.spawn("canceller", after: 4) { first.cancel() }
        run()
        #expect(journal.lines == ["4 a gave up", "9 b"])
        #expect(resource.busy == 0)
    }

    @Test func `places given up in the queue are skipped`() {
        let journal = Journal(simulation)
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        customer("a", at: 0, resource, 5, journal)
        let quitters = (0..<3).map { customer("q\($0)", at: 0, resource, 5, journal) }
        customer("b", at: 0, resource, 5, journal)
        simulation.spawn("canceller", after: 5) { for quitter in quitters { quitter.cancel() } }
        run()
        // The canceller's event was scheduled first, so the clerk has not yet called the next.
        #expect(journal.lines == ["5 q0 gave up", "5 q1 gave up", "5 q2 gave up", "5 a", "10 b"])
    }

    @Test func `ten thousand give up at one instant without a search for each`() {
        let journal = Journal(simulation)
        let resource = Resource("clerk", capacity: 1, simulation: simulation, code: 100)
        let customers = (0..<10_000).map { customer("c\($0)", at: 0, resource, 1000, journal) }
        simulation.spawn("canceller", after: 5) { for customer in customers { customer.cancel() } }
        run()
        #expect(journal.lines.count == 10_000)
        #expect(simulation.now == 5)
    }

    /// Kiefer and Wolfowitz' recursion over the instants at which servers become free; with one
    /// server it is Lindley's.
    @Test(arguments: [1, 3, 10])
    func `twenty thousand waits are exactly those of the recursion`(_ servers: Int) {
        let count = 20_000
        let arrivals = simulation.random.stream("arrivals")
        let services = simulation.random.stream("services")
        let resource = Resource("r", capacity: servers, simulation: simulation, code: 100)
        let customers = Customers(simulation, count: count)
        resource.observer = customers
        var free = [Int64](repeating: 0, count: servers)
        var (expected, work, instants): ([Int64], [Int64], [Int64]) = ([], [], [])
        var now: Int64 = 0
        for number in 0..<count {
            now += Int64(arrivals.below(20, entity: UInt64(number)))
            let service = Int64(services.below(UInt64(18 * servers), entity: UInt64(number)))
            let start = max(now, free[0])
            free[0] = start + service
            free.sort()
            instants.append(now)
            work.append(service)
            expected.append(start + service)
        }
        customers.arrive = { resource.request(work[$0], then: customers, code: 2, argument: $0) }
        for (number, instant) in instants.enumerated() {
            simulation.schedule(at: instant, customers, code: 1, argument: number)
        }
        run()
        #expect(customers.ends == expected)
        let waited = zip(expected, zip(instants, work)).map { $0 - $1.0 - $1.1 }
        #expect(customers.waits.sorted() == waited.sorted())
        #expect(resource.busy == 0)
    }
}
