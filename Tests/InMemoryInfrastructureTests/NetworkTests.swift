import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// Answers with its name and the request's path, after a while.
private struct Echo: HTTPService {
    let bench: Bench
    var name = "echo"
    var time: Int64 = 0

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        try? await bench.simulation.sleep(for: time)
        bench.note("\(name) answers \(request.path)")
        return HTTPResponse(.ok, body: .text("\(name) \(request.path)"))
    }
}

/// Answers as it is told.
private struct Stub: SynchronousService {
    let time: TimedResponse.ServiceTime

    func answer(_ request: HTTPRequest) -> TimedResponse {
        TimedResponse(HTTPResponse(.ok, body: .text("\(request.path)")), after: time)
    }
}

/// Notes what it receives.
private final class Receiver: ResponseReceiver, @unchecked Sendable {
    let bench: Bench

    init(_ bench: Bench) {
        self.bench = bench
    }

    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        switch result {
        case .success(let response): bench.note("\(argument) got \(response.body.text)")
        case .failure(let error): bench.note("\(argument) \(error)")
        }
    }
}

/// The network in virtual time.
struct NetworkTests {
    private let bench = Bench()
    private let network: Network

    init() {
        network = Network(world: bench.world, firstMachine: 10)
    }

    private func add(_ service: Echo, _ front: MachineSettings = .instant) {
        network.add(service, named: service.name, front: front, frontName: "front")
    }

    /// Sends a request from a task of its own, and notes how it ended.
    @discardableResult
    private func client(
        _ path: String,
        at instant: Int64 = 0,
        to service: ServiceName = "echo",
        timeout: Int64 = 1000
    ) -> TaskHandle {
        let client = InMemoryHTTPClient(network: network, simulation: bench.simulation)
        let bench = bench
        return bench.task(at: instant) {
            let request = HTTPRequest(.get, HTTPPath(path))
            let life = Duration.nanoseconds(timeout)
            do {
                let response = try await client.send(request, to: service, timeout: life)
                bench.note("got \(response.body.text)")
            } catch {
                bench.note("\(path) \(error)")
            }
        }
    }

    @Test(arguments: [(1, [110, 120, 130]), (2, [110, 110, 120]), (nil, [110, 110, 110])])
    func `a request holds the front for its latency only, not while its handler works`(
        _ places: Int?,
        _ ends: [Int]
    ) {
        add(Echo(bench: bench, time: 100), .constant(10, places: places))
        for path in ["/a", "/b", "/c"] { client(path) }
        let journal = bench.run().filter { $0.contains("got") }
        #expect(journal == zip(ends, ["/a", "/b", "/c"]).map { "\($0) got echo \($1)" })
    }

    @Test func `services are found by their names`() {
        add(Echo(bench: bench, name: "one"))
        add(Echo(bench: bench, name: "two"))
        client("/a", to: "two")
        client("/b", at: 1, to: "one")
        client("/c", at: 2, to: "three")
        #expect(
            bench.run() == [
                "0 two answers /a", "0 got two /a", "1 one answers /b", "1 got one /b",
                "2 /c noSuchService(\"three\")",
            ]
        )
    }

    @Test func `a client gives up at its instant, and the service goes on`() {
        add(Echo(bench: bench, time: 100))
        client("/a", timeout: 50)
        client("/b", at: 20, timeout: 1000)
        #expect(
            bench.run() == [
                "50 /a timedOut", "100 echo answers /a", "120 echo answers /b", "120 got echo /b",
            ]
        )
    }

    @Test(arguments: [(99, false), (100, false), (101, true)])
    func `a response at the instant of the deadline is too late`(
        _ timeout: Int64,
        _ arrives: Bool
    ) {
        add(Echo(bench: bench, time: 100))
        // The first call's deadline stands for all; the second's is scheduled when that has gone.
        client("/a", timeout: timeout)
        client("/b", timeout: timeout)
        let outcomes = bench.run().filter { !$0.contains("answers") }
        let late = ["\(timeout) /a timedOut", "\(timeout) /b timedOut"]
        #expect(outcomes == (arrives ? ["100 got echo /a", "100 got echo /b"] : late))
    }

    @Test func `a late response does not reach the call that came after its own`() {
        add(Echo(bench: bench, time: 105))
        for number in 0..<20 {
            client("/\(number)", at: Int64(number) * 30, timeout: number % 2 == 0 ? 10 : 500)
        }
        let journal = bench.run().filter { !$0.contains("answers") }
        var expected: [(instant: Int, text: String)] = []
        for number in 0..<20 {
            let isPatient = number % 2 == 1
            let instant = number * 30 + (isPatient ? 105 : 10)
            expected.append((instant, isPatient ? "got echo /\(number)" : "/\(number) timedOut"))
        }
        expected.sort { $0.instant < $1.instant }
        #expect(journal == expected.map { "\($0.instant) \($0.text)" })
    }

    @Test func `different time-outs run out in the order of their instants`() {
        add(Echo(bench: bench, time: 1000))
        client("/a", timeout: 300)
        client("/b", timeout: 100)
        client("/c", at: 10, timeout: 100)
        client("/d", at: 20, timeout: 50)
        let outcomes = bench.run().filter { $0.contains("timedOut") }
        #expect(
            outcomes == ["70 /d timedOut", "100 /b timedOut", "110 /c timedOut", "300 /a timedOut"]
        )
    }

    @Test(arguments: [0, -5])
    func `without any time a client gives up at once`(_ timeout: Int64) {
        add(Echo(bench: bench))
        client("/a", at: 7, timeout: timeout)
        #expect(bench.run() == ["7 /a timedOut", "7 echo answers /a"])
    }

    @Test func `the longest time-out does not overflow`() {
        add(Echo(bench: bench, time: 10))
        client("/a", at: 7, timeout: .max)
        #expect(bench.run() == ["17 echo answers /a", "17 got echo /a"])
    }

    @Test func `a cancelled client leaves at once, and the service goes on`() {
        add(Echo(bench: bench, time: 100))
        let handle = client("/a")
        bench.task(at: 30) { handle.cancel() }
        #expect(bench.run() == ["30 /a cancelled", "100 echo answers /a"])
    }

    @Test(arguments: [(1, [100, 200, 300]), (2, [100, 100, 200]), (nil, [100, 100, 100])])
    func `a synchronous service serves as many at once as it has places`(
        _ places: Int?,
        _ ends: [Int]
    ) {
        let settings = MachineSettings.constant(100, places: places)
        network.add(Stub(time: .usual), named: "stub", places: settings)
        for path in ["/a", "/b", "/c"] { client(path, to: "stub") }
        #expect(bench.run() == zip(ends, ["/a", "/b", "/c"]).map { "\($0) got \($1)" })
    }

    @Test(arguments: [(TimedResponse.ServiceTime.none, 0), (.exactly(.nanoseconds(33)), 33)])
    func `a synchronous service may name its time`(
        _ time: TimedResponse.ServiceTime,
        _ end: Int
    ) {
        network.add(Stub(time: time), named: "stub", places: .constant(100))
        client("/a", to: "stub")
        #expect(bench.run() == ["\(end) got /a"])
    }

    @Test func `time in service is without the wait for a place or for the front`() {
        bench.notesMeters = true
        let network = Network(world: bench.world, firstMachine: 10)
        network.add(Stub(time: .usual), named: "stub", places: .constant(100, places: 1))
        let echo = Echo(bench: bench, time: 5)
        let front = MachineSettings.constant(10, places: 1)
        network.add(echo, named: "echo", front: front, frontName: "front")
        let receiver = Receiver(bench)
        for (number, service) in ["stub", "stub", "echo", "echo"].enumerated() {
            network.send(
                HTTPRequest(.get, HTTPPath("/")),
                to: service,
                timeout: 1000,
                context: 0,
                receiver: receiver,
                argument: number
            )
        }
        let journal = bench.run().filter { $0.contains("served") }
        #expect(
            journal == [
                "15 echo: served in 5", "25 echo: served in 5", "100 stub: served in 100",
                "200 stub: served in 100",
            ]
        )
    }

    @Test func `a receiver gets each response, or each time-out, once`() {
        add(Echo(bench: bench, time: 100))
        let receiver = Receiver(bench)
        for (number, timeout) in [Int64(500), 40, 500].enumerated() {
            network.send(
                HTTPRequest(.get, HTTPPath("/\(number)")),
                to: "echo",
                timeout: timeout,
                context: 0,
                receiver: receiver,
                argument: number
            )
        }
        let journal = bench.run().filter { !$0.contains("answers") }
        #expect(journal == ["40 1 timedOut", "100 0 got echo /0", "100 2 got echo /2"])
    }

    @Test func `the task of a request lives until the service is done, whoever waits`() {
        add(Echo(bench: bench, time: 100))
        bench.world.ledger.observer = bench
        let context = bench.open(entity: 1)
        bench.world.ledger.accept(context)
        network.send(
            HTTPRequest(.get, HTTPPath("/a")),
            to: "echo",
            timeout: 40,
            context: context,
            receiver: Receiver(bench),
            argument: 0
        )
        bench.world.ledger.release(context)
        #expect(
            bench.run() == [
                "0 accepted, 1 in flight", "40 0 timedOut", "100 echo answers /a",
                "100 lost from 0 and 0, 0 in flight",
            ]
        )
    }
}
