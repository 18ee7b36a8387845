import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

@Suite struct TelegramServiceTests {
    /// Calls by hand, at one instant unless somebody turns the clock.
    private final class Line {
        let service: TelegramService
        let simulation = Simulation(seed: 1)
        let performed = Counter()

        init(
            _ outcomes: [(String, UInt64)] = [],
            script: [ScriptedOutcome] = [],
            accounts: Int = 2
        ) {
            let world = SimulatedWorld(simulation: simulation)
            let network = Network(world: world, firstMachine: 16)
            let chances = outcomes.map {
                (name: $0.0, probability: Probability(numerator: $0.1, denominator: 100))
            }
            let environment = SystemEnvironment(
                clock: SimulatedSystemClock(world: world),
                broker: InMemoryBroker(.instant, number: 1, world: world),
                store: InMemoryKeyValueStore(.instant, number: 2, world: world),
                http: InMemoryHTTPClient(network: network, simulation: simulation),
                identifiers: SimulatedIdentifiers(world: world),
                chance: SimulatedChance(
                    "telegram",
                    outcomes: chances,
                    durations: [("floodWaitTime", .constant(300_500_000_000))],
                    world: world
                ),
                telemetry: TaskTelemetry(world: world)
            )
            var settings = TelegramSettings()
            settings.script = script
            let counter = performed
            service = TelegramService(
                accounts: (0..<accounts).map { "a\($0)" },
                settings: settings,
                environment: environment
            ) { _, _, _, _ in counter.count() }
        }

        func invite(
            _ account: Int = 0,
            _ user: String? = nil,
            channel: String = "@c",
            by service: String? = "invite-service"
        ) -> TelegramOutcome {
            let call = TelegramCall(
                account: "a\(account)",
                channel: channel,
                method: .invite(user: user),
                service: service
            )
            return TelegramOutcome(self.service.answer(call.request).response)
        }

        func parse(_ account: Int = 0) -> TelegramOutcome {
            let call = TelegramCall(
                account: "a\(account)",
                channel: "@c",
                method: .parse(offset: 0, count: 25),
                service: "parsing-service"
            )
            return TelegramOutcome(service.answer(call.request).response)
        }

        func turn(to second: Int64) {
            let instant = second * 1_000_000_000
            simulation.spawn("turn", after: instant - simulation.now) {}
            _ = simulation.run(until: instant)
        }
    }

    final class Counter: Sendable {
        private let number = Mutex(0)
        func count() { number.withLock { $0 += 1 } }
        var value: Int { number.withLock { $0 } }
    }

    @Test(arguments: TelegramOutcome.names.map(\.name) + ["floodWait"])
    func `an outcome survives the way over the wire`(_ name: String) {
        let line = Line(
            script: [ScriptedOutcome(account: nil, call: 1, outcome: name, wait: .seconds(9))]
        )
        let expected = TelegramOutcome(plainName: name) ?? .floodWait(seconds: 9)
        #expect(line.invite() == expected)
    }

    @Test func `a script counts the calls of one account, or of all`() {
        let line = Line(script: [
            ScriptedOutcome(account: 1, call: 2, outcome: "peerFlood", wait: nil),
            ScriptedOutcome(account: nil, call: 5, outcome: "userNotFound", wait: nil),
        ])
        let outcomes = [0, 1, 1, 0, 0].map { line.invite($0) }
        #expect(outcomes == [.success, .success, .peerFlood, .success, .userNotFound])
    }

    @Test func `a flood wait refuses all calls until it is over, and tells the rest`() {
        let line = Line(
            script: [ScriptedOutcome(account: 0, call: 1, outcome: "floodWait", wait: .seconds(60))]
        )
        #expect(line.invite() == .floodWait(seconds: 60))
        line.turn(to: 20)
        #expect(line.parse() == .floodWait(seconds: 40))
        #expect(line.parse(1) == .success)
        line.turn(to: 60)
        #expect(line.parse() == .success)
    }

    @Test func `a flood wait that nobody gave a length has one by luck, in whole seconds`() {
        let line = Line([("floodWait", 100)])
        #expect(line.invite() == .floodWait(seconds: 301))
    }

    @Test(arguments: ["authKeyError", "phoneBanned", "userDeactivated"])
    func `a dead account stays dead`(_ name: String) {
        let line = Line(
            script: [ScriptedOutcome(account: 0, call: 2, outcome: name, wait: nil)]
        )
        let end = TelegramOutcome(plainName: name)
        #expect(line.parse() == .success)
        #expect((0..<3).map { _ in line.parse() } == [end, end, end])
        #expect(line.parse(1) == .success)
    }

    @Test func `who is in the channel already cannot be invited, however it is spelt`() {
        let line = Line()
        #expect(line.invite(0, "u1", channel: "@Channel") == .success)
        #expect(line.invite(1, "u1", channel: "https://t.me/channel") == .alreadyParticipant)
        #expect(line.invite(1, "u1", channel: "other") == .success)
        #expect(line.invite(1, "u2", channel: "channel") == .success)
    }

    @Test func `only successes for services that ask first are witnessed`() {
        let line = Line(
            script: [ScriptedOutcome(account: 1, call: 1, outcome: "peerFlood", wait: nil)]
        )
        _ = line.invite(0, "u1")
        _ = line.invite(0, "u2", by: nil)
        _ = line.invite(0, "u3", by: "test-service")
        _ = line.invite(1, "u4")
        _ = line.parse()
        #expect(line.performed.value == 2)
    }

    @Test func `rates are kept, and errors of targets do not meet who parses`() {
        let line = Line([("privacyRestricted", 30), ("peerFlood", 10)])
        let invites = (0..<2000).map { _ in line.invite() }
        let restricted = invites.filter { $0 == .privacyRestricted }.count
        // Nine in ten get past the peer flood: 27 % of 2,000 with four standard deviations.
        #expect((460...620).contains(restricted))
        let parses = (0..<2000).map { _ in line.parse() }
        #expect(!parses.contains(.privacyRestricted))
        #expect((146...254).contains(parses.filter { $0 == .peerFlood }.count))
    }

    @Test func `another account changes nothing for the first one`() {
        let few = Line([("peerFlood", 50)])
        let many = Line([("peerFlood", 50)], accounts: 9)
        let alone = (0..<50).map { _ in few.invite(0) }
        let among = (0..<50).map { _ in
            _ = many.invite(8)
            return many.invite(0)
        }
        #expect(alone == among)
        #expect(Set(alone.map { "\($0)" }).count == 2)
    }

    @Test(arguments: [
        "{}", "{\"account\":\"a0\",\"channel\":\"c\",\"offset\":-1,\"count\":1}", "[",
    ])
    func `what is no call is refused`(_ body: String) {
        let line = Line()
        let request = HTTPRequest(.post, HTTPPath("/parse"), body: .text(body))
        #expect(line.service.answer(request).response.status == 400)
    }

    @Test func `an account that Telegram does not know has no key`() {
        #expect(Line().parse(7) == .authKeyError)
    }
}
