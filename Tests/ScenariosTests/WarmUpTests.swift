import Measurement
import Scenarios
import Testing

/// `"warmUp": "auto"`: a run before the run finds out when it has settled.
struct WarmUpTests {
    /// Four slots and a service of one second, which carry 4/s.
    private func text(rate: String, warmUp: String, duration: String = #""duration": "10m","#)
        -> String
    {
        """
        {
          "version": 1, "name": "warm", \(warmUp) \(duration)
          "systems": { "provisioning": {
            "profile": "task", "workers": { "count": 4 },
            "configurationService": { "latency": { "distribution": "exponential", "mean": "1s" } } } },
          "load": { "tasks": {
            "executor": "constant-arrival-rate", "rate": \(rate), "arrivals": "poisson",
            "duration": "8m", "flow": "submit" } }
        }
        """
    }

    private func scenario(_ text: String) throws -> Scenario {
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "warm.json",
            systems: SystemCatalogue.entries
        )
        return try #require(reading.scenario, "\(reading.diagnostics)")
    }

    private func run(_ text: String) throws -> RunResult {
        ScenarioRunner(try scenario(text), tool: ("test", "0"), withSeries: false).run().result
    }

    @Test func `a burst at the start is left out, and little more`() throws {
        // 200 tasks at once take 100 s to work off: four slots carry 4/s, of which 2/s are taken.
        let burst = """
            "load": { "burst": {
              "executor": "constant-arrival-rate", "rate": 200, "duration": "1s",
              "flow": "submit" },
            """
        let text = text(rate: "2", warmUp: #""warmUp": "auto","#)
            .replacing(#""load": {"#, with: burst)
        let result = try run(text)
        let warmUp = try #require(result.warmUp)
        #expect(warmUp.isSettled)
        #expect((80_000_000_000...200_000_000_000).contains(warmUp.nanoseconds))
        #expect(result.measuredNanoseconds == 600_000_000_000)
    }

    @Test func `whoever watches sees the run that finds it out as well`() throws {
        let scenario = try scenario(text(rate: "2", warmUp: #""warmUp": "auto","#))
        var instants: [Int64] = []
        _ = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false)
            .run(watch: { instants.append($0.now) })
        let restarts = zip(instants, instants.dropFirst()).filter { $1 < $0 }
        #expect(restarts.count == 1)
    }

    @Test func `what is chosen is what a file could say`() throws {
        let chosen = try run(text(rate: "3.5", warmUp: #""warmUp": "auto","#))
        let warmUp = try #require(chosen.warmUp)
        let written = try run(
            text(rate: "3.5", warmUp: #""warmUp": "\#(warmUp.nanoseconds)ns","#)
        )
        #expect(written.warmUp == nil)
        #expect(written.fingerprint == chosen.fingerprint)
        #expect(written.tasks == chosen.tasks)
        let mean = chosen.metrics.first { $0.key.description == "task_duration" }?.trend
        let other = written.metrics.first { $0.key.description == "task_duration" }?.trend
        #expect(mean?.statistics == other?.statistics && mean?.statistics != nil)
    }

    @Test func `overload never settles, and at most half of it is left out`() throws {
        let result = try run(text(rate: "6", warmUp: #""warmUp": "auto","#))
        let warmUp = try #require(result.warmUp)
        #expect(!warmUp.isSettled)
        #expect(warmUp.nanoseconds <= 300_000_000_000 && warmUp.nanoseconds > 0)
    }

    @Test func `without a duration of its own the warm-up comes out of that of the loads`() throws {
        let result = try run(text(rate: "3.5", warmUp: #""warmUp": "auto","#, duration: ""))
        let warmUp = try #require(result.warmUp)
        #expect(result.measuredNanoseconds == 480_000_000_000 - warmUp.nanoseconds)
    }

    @Test func `the fingerprint of the scenario covers it`() throws {
        let auto = try scenario(text(rate: "2", warmUp: #""warmUp": "auto","#))
        let none = try scenario(text(rate: "2", warmUp: ""))
        #expect(auto.choosesWarmUp && !none.choosesWarmUp)
        #expect(auto.fingerprint != none.fingerprint)
    }

    @Test(arguments: [
        (#""atuo""#, #"expected a duration or "auto", found "atuo"; did you mean "auto"?"#),
        (
            #""10""#,
            #"the duration "10" has no unit; write one of "ns", "us", "ms", "s", "m", "h" behind the number"#
        ),
        ("5", #"a duration needs a unit, found 5; write "60s", or another of ns, us, ms, s, m, h"#),
    ])
    func `anything else is an error`(value: String, message: String) {
        let reading = ScenarioReader.read(
            bytes: Array(text(rate: "2", warmUp: #""warmUp": \#(value),"#).utf8),
            file: "warm.json",
            systems: SystemCatalogue.entries
        )
        let texts = reading.diagnostics.map(\.description)
        #expect(texts == ["warm.json:2:43: error: warmUp: \(message)"])
    }
}
