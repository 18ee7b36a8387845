import Measurement
import Scenarios
import Testing

/// Engines crash in the middle of everything, and nothing is lost or done twice.
struct ProcessesCrashTests {
    /// Calls, mails, a delay, a sub-process with people and a deadline.
    private static let definitions = """
        [{"id": "order", "processes": [
            {"id": "note", "module": "script", "settings": {"assign": {"total": "price * 2"}}},
            {"id": "call", "module": "http", "attempts": 20, "settings": {"path": "/orders"}},
            {"id": "tell", "module": "mail", "settings": {"role": "clerk", "subject": "Order"}},
            {"id": "wait", "module": "delay", "join": "all", "settings": {"for": "5s"}},
            {"id": "check", "module": "process", "settings": {"definition": "check"}}],
          "links": [
            {"from": "note", "to": "call"}, {"from": "note", "to": "tell"},
            {"from": "call", "to": "wait"}, {"from": "tell", "to": "wait"},
            {"from": "wait", "to": "check"}, {"from": "check", "to": "end"}]},
         {"id": "check", "processes": [
            {"id": "clerk", "module": "human", "deadline": "9s", "settings": {"role": "clerk"}},
            {"id": "remind", "module": "mail", "settings": {"role": "boss", "subject": "Late"}}],
          "links": [
            {"from": "clerk", "to": "end"}, {"from": "clerk", "outcome": "expired", "to": "remind"},
            {"from": "remind", "to": "end"}]}]
        """

    private static func text(seed: UInt64, faults: [String]) -> String {
        """
        {"version": 1, "name": "processes-crash", "seed": \(seed),
          "duration": "20s", "drain": "1h",
          "infrastructure": {"broker": {"latency": "3ms"}, "store": {"latency": "2ms"},
            "http": {"latency": "5ms"}},
          "systems": {"processes": {
            "engines": {"count": 2, "prefetch": 10}, "partner": {"failure": 0.1},
            "people": [{"role": "clerk", "decisionTime":
              {"distribution": "exponential", "mean": "6s"}}],
            "definitions": \(definitions)}},
          "flows": {"order": [{"publish": {"queue": "processes.events", "body":
            {"id": "o${iteration}", "definition": "order", "readings": {"price": 7}}}}]},
          "load": {"orders": {"executor": "constant-arrival-rate", "rate": 10, "flow": "order"}},
          "faults": [\(faults.joined(separator: ", "))]}
        """
    }

    private func run(seed: UInt64, faults: [String]) throws -> RunResult {
        let text = Self.text(seed: seed, faults: faults)
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "crash.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        let result = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false).run().result
        #expect(result.invariants.filter { !$0.held }.isEmpty)
        return result
    }

    @Test func `without a crash every order is carried out`() throws {
        let result = try run(seed: 1, faults: [])
        #expect(result.tasks.completed == 200 && result.tasks.inFlight == 0)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `crashes lose nothing and do nothing twice`(seed: UInt64) throws {
        let faults = (0..<12).map { number in
            let at = 300 + number * 1600 + Int(seed) * 137 % 1000
            return CrashRun.crash(
                "engine[\((number + Int(seed)) % 2)]",
                at: "\"\(at)ms\"",
                for: "\(400 + number * 50)ms"
            )
        }
        let result = try run(seed: seed, faults: faults)
        #expect(result.tasks.completed == 200)
        #expect(result.tasks.lost == 0 && result.tasks.inFlight == 0)
        #expect(result.count("processes_instances{status:completed}") <= 400)
    }
}
