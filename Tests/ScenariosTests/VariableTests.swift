import JSON
import Measurement
import Scenarios
import Testing

struct VariableTests {
    @Test(arguments: [
        (#""vars": {"s": 7}, "seed": "$s""#, 7), (#""seed": "$s", "vars": {"s": 7}"#, 7),
        (#""vars": {"a": "$b", "b": 8, "unused": "x"}, "seed": "$a""#, 8),
        (#""vars": {"s_1-x": 18446744073709551615}, "seed": "$s_1-x""#, UInt64.max),
    ])
    func `a value may be a variable, declared before or after`(keys: String, seed: UInt64) {
        let reading = ScenarioText.read(ScenarioText.with(keys))
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.scenario?.seed == seed)
    }

    @Test func `durations, thresholds and variables of flows may be variables`() throws {
        let file = """
            {"version": 1, "name": "$n", "duration": "$d", "vars": {"n": "x", "d": "3s", "w": 5,
            "t": "count==0", "p": "$d"}, "systems": {"provisioning": {"profile": "task",
            "workers": {"count": "$w"}}}, "load": {"l": {"executor": "constant-arrival-rate",
            "rate": "$w", "flow": "activate", "vars": {"pollInterval": "$p"}}},
            "thresholds": {"tasks_lost": ["$t"]}}
            """
        let reading = ScenarioText.read(file)
        #expect(reading.diagnostics.isEmpty)
        let scenario = try #require(reading.scenario)
        #expect(scenario.name == "x")
        #expect(scenario.duration == 3_000_000_000)
        #expect(scenario.systems[0].values.count("workers.count") == 5)
        #expect(scenario.loads[0].variables[0].value == "3s")
        #expect("\(scenario.thresholds[0].threshold.expression)" == "count==0")
    }

    @Test(arguments: [
        ("$$rate", "$rate"), ("$$$$", "$$$"), ("a$$b", "a$$b"), ("5$", "5$"),
        ("$5 each", "$5 each"),
        ("${serial}", "${serial}"), ("$", "$"), ("$$", "$"),
    ])
    func `a dollar that is no variable stays, and two at the start are one`(
        written: String,
        read: String
    ) {
        let reading = ScenarioText.read(ScenarioText.with("\"description\": \"\(written)\""))
        #expect(reading.scenario?.description == read)
    }
}
