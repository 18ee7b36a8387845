import InMemoryInfrastructure
import JSON
import Measurement
import Scenarios
import SimulationKernel
import Testing

struct ScenarioReaderTests {
    private static let second: Int64 = 1_000_000_000

    @Test func `the example of the contract says what it says`() throws {
        let reading = ScenarioText.read(ContractExample.text)
        #expect(reading.diagnostics.isEmpty)
        let scenario = try #require(reading.scenario)
        #expect(scenario.name == "provisioning")
        #expect(scenario.description?.hasPrefix("1000 activations") == true)
        #expect(scenario.seed == 42)
        #expect(scenario.warmUp == 70 * Self.second)
        #expect(scenario.duration == 600 * Self.second)
        #expect(scenario.drain == 180 * Self.second)
        #expect(scenario.loadEnd == 670 * Self.second)
        let machines = scenario.infrastructure
        #expect(machines.http.latency == .lognormal(median: 1_000_000, p99: 6_000_000))
        #expect(machines.http.concurrency == 64)
        #expect(machines.httpTimeout == 30 * Self.second)
        #expect(machines.broker == MachineSettings(latency: .constant(300_000), concurrency: 8))
        #expect(machines.store == MachineSettings(latency: .constant(120_000), concurrency: 1))
    }

    @Test func `the example is valid for the systems that are built`() {
        let reading = ScenarioReader.read(
            bytes: Array(ContractExample.text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        #expect(reading.diagnostics.isEmpty)
    }

    @Test func `systems, loads and thresholds of the example are in the order of the file`() throws
    {
        let scenario = try #require(ScenarioText.read(ContractExample.text).scenario)
        let section = try #require(scenario.systems.first)
        #expect(section.name == "provisioning")
        #expect(section.values.text("profile") == "task")
        #expect(section.values.count("workers.count") == 100)
        #expect(section.values.count("workers.prefetch") == 610)
        #expect(section.values.count("configurationService.concurrency") == nil)
        #expect(
            section.values.distribution("configurationService.latency")
                == .constant(60 * Self.second)
        )
        #expect(
            section.values.probability("configurationService.failure")
                == Probability(numerator: 1, denominator: 1_000)
        )
        let load = try #require(scenario.loads.first)
        #expect(load.name == "activations")
        #expect(load.arrivals == .poisson)
        #expect(load.flow == "provisioning.activate")
        #expect(load.duration == nil)
        #expect(load.position == JSONPosition(line: 24, column: 20))
        let thresholds = scenario.thresholds.map {
            "\($0.threshold.key) \($0.threshold.expression)"
        }
        #expect(
            thresholds == [
                "tasks_completed rate>=995", "task_duration p(99)<62s",
                "http_req_duration{name:submit} p(95)<20ms", "tasks_lost count==0",
            ]
        )
        #expect(scenario.thresholds[3].position == JSONPosition(line: 31, column: 20))
    }

    @Test func `what a file leaves out has its default`() throws {
        let scenario = try #require(ScenarioText.read(ScenarioText.small).scenario)
        #expect(scenario.seed == 1)
        #expect(scenario.description == nil)
        #expect(scenario.warmUp == 0)
        #expect(scenario.drain == 300 * Self.second)
        #expect(scenario.thresholds.isEmpty)
        let machine = MachineSettings(latency: .constant(0), concurrency: nil)
        #expect(scenario.infrastructure.http == machine)
        #expect(scenario.infrastructure.httpTimeout == 30 * Self.second)
        #expect(scenario.systems[0].values.count("workers.count") == nil)
        let load = scenario.loads[0]
        #expect(load.arrivals == .uniform)
        #expect(load.startTime == 0)
        #expect(load.maxVUs == nil)
        #expect(load.variables.isEmpty)
    }

    @Test(arguments: [
        ("1000", "1s", 1, 1_000_000), ("2.4", "1s", 3, 1_250_000_000),
        ("5", "1m", 1, 12_000_000_000), ("0.5", "1s", 1, 2_000_000_000), ("1e9", "1s", 1, 1),
        ("1", "1ns", 1, 1), ("0.001", "24h", 1, 86_400_000_000_000_000),
        ("3.0", "2s", 3, 2_000_000_000),
        ("0.333333333", "1s", 333_333_333, 1_000_000_000_000_000_000),
    ])
    func `rates are exact`(rate: String, unit: String, numerator: Int64, denominator: Int64) throws
    {
        let load = try Self.load(#""rate": \#(rate), "timeUnit": "\#(unit)""#)
        guard case .constantArrivalRate(let rate) = load.executor else {
            Issue.record("\(load.executor) is another executor")
            return
        }
        #expect([rate.numerator, rate.denominator] == [numerator, denominator])
    }

    @Test(arguments: [
        ("1ns", 1), ("250us", 250_000), ("1.5s", 1_500_000_000), ("10m", 600_000_000_000),
        ("24h", 86_400_000_000_000), ("0.000000001s", 1), ("1h30m", 5_400_000_000_000),
        ("1m0.5s", 60_500_000_000), ("007s", 7_000_000_000),
        ("1.500000000000000000000000s", 1_500_000_000),
        ("864000h", 3_110_400_000_000_000_000),
    ])
    func `durations are whole nanoseconds`(text: String, nanoseconds: Int64) throws {
        let file = ScenarioText.small.replacing("10s", with: text)
        #expect(try #require(ScenarioText.read(file).scenario).duration == nanoseconds)
    }

    @Test(arguments: [
        (#""60s""#, Distribution.constant(60_000_000_000)),
        (#"{"distribution": "exponential", "mean": "2us"}"#, .exponential(mean: 2_000)),
        (#"{"distribution": "uniform", "min": "0s", "max": "1ns"}"#, .uniform(min: 0, max: 1)),
        (
            #"{"distribution": "normal", "mean": "1us", "sd": "0s"}"#,
            .normal(mean: 1_000, deviation: 0)
        ),
        (
            #"{"distribution": "lognormal", "median": "1ms", "p99": "1ms"}"#,
            .lognormal(median: 1_000_000, p99: 1_000_000)
        ),
        (
            #"{"distribution": "pareto", "min": "1us", "alpha": 1.5}"#,
            .pareto(min: 1_000, alpha: 1.5)
        ),
        (
            #"{"distribution": "empirical", "values": ["1ns", "2ns"]}"#,
            .empirical(values: [1, 2], cumulative: [0.5, 1])
        ),
        (
            #"{"distribution": "empirical", "values": ["1ns", "2ns", "3ns"], "weights": [3, 1, 0]}"#,
            .empirical(values: [1, 2, 3], cumulative: [0.75, 1, 1])
        ),
        (
            #"{"distribution": "hyperexponential", "means": ["1us", "2us"], "weights": [1, 3]}"#,
            .hyperexponential(means: [1_000, 2_000], cumulative: [0.25, 1])
        ),
    ])
    func `laws of durations are read`(text: String, law: Distribution) throws {
        let file = ScenarioText.with(#""infrastructure": {"store": {"latency": \#(text)}}"#)
        let scenario = try #require(ScenarioText.read(file).scenario)
        #expect(scenario.infrastructure.store.latency == law)
    }

    @Test(arguments: [
        (#""0.1%""#, 1, 1_000), ("0.001", 1, 1_000), ("1e-3", 1, 1_000), (#""100%""#, 1, 1),
        ("1", 1, 1), ("0", 0, 1), (#""0%""#, 0, 1), ("0.3", 3, 10), (#""12.5%""#, 1, 8),
    ])
    func `probabilities are exact`(text: String, numerator: UInt64, denominator: UInt64) throws {
        let file = ScenarioText.small.replacing(
            #""task""#,
            with: #""task", "configurationService": {"failure": \#(text)}"#
        )
        let values = try #require(ScenarioText.read(file).scenario).systems[0].values
        let expected = Probability(numerator: numerator, denominator: denominator)
        #expect(values.probability("configurationService.failure") == expected)
    }

    @Test(arguments: [("0", 0), ("18446744073709551615", UInt64.max), ("1e3", 1_000)])
    func `seeds have 64 bits`(text: String, seed: UInt64) throws {
        let file = ScenarioText.with("\"seed\": \(text)")
        #expect(try #require(ScenarioText.read(file).scenario).seed == seed)
    }

    @Test func `a load has variables and limits`() throws {
        let load = try Self.load(
            #"""
            "rate": 1, "startTime": "1s", "duration": "2s", "maxVUs": 9,
            "vars": {"body": {"a": [1]}, "timeoutInSeconds": 20}, "arrivals": "poisson"
            """#
        )
        #expect(load.startTime == Self.second)
        #expect(load.duration == 2 * Self.second)
        #expect(load.maxVUs == 9)
        #expect(load.variables.map(\.name) == ["body", "timeoutInSeconds"])
        #expect(load.variables.map(\.value) == [["a": [1]], 20])
    }

    @Test func `without a duration the run lasts until its last load ends`() throws {
        let load = #""executor": "constant-arrival-rate", "rate": 1, "flow": "submit""#
        let file = """
            {"version": 1, "name": "a", "warmUp": "1s", \(ScenarioText.systems), "load": {
            "a": {\(load), "startTime": "3s", "duration": "4s"}, "b": {\(load), "duration": "1s"}}}
            """
        let reading = ScenarioText.read(file)
        let scenario = try #require(reading.scenario)
        #expect(scenario.duration == 6 * Self.second)
        #expect(scenario.loads.map(\.name) == ["a", "b"])
        #expect(
            ScenarioText.messages(of: reading)
                == [
                    "f:3:1: warning: load.b: the load ends within the warm-up, "
                        + "so that nothing of it is measured"
                ].map { $0.replacing("3:1", with: "\(scenario.loads[1].position)") }
        )
    }

    @Test func `loads within the warm-up alone measure nothing`() {
        let file = ScenarioText.small
            .replacing(#""duration": "10s""#, with: #""warmUp": "10s""#)
            .replacing(#""rate": 5"#, with: #""rate": 5, "duration": "10s""#)
        #expect(
            ScenarioText.messages(of: ScenarioText.read(file)) == [
                "f:1:39: error: warmUp: every load ends within the warm-up, "
                    + "so that nothing is measured"
            ]
        )
    }

    @Test func `thresholds may be objects`() throws {
        let file = ScenarioText.with(
            #"""
            "thresholds": {"configuration_calls": [], "polls": [{"threshold": "rate < 1/s",
            "strict": false, "message": "$$5 each", "onNoData": "pass", "abortOnFail": false}]}
            """#
        )
        let threshold = try #require(ScenarioText.read(file).scenario?.thresholds.first).threshold
        #expect(threshold.strict == false)
        #expect(threshold.message == "$5 each")
        #expect(threshold.onNoData == .pass)
    }

    /// The load of a valid file with other keys for its rate.
    private static func load(_ keys: String) throws -> Load {
        let text = ScenarioText.small.replacing("\"rate\": 5", with: keys)
        let reading = ScenarioText.read(text)
        #expect(reading.diagnostics.isEmpty)
        return try #require(reading.scenario?.loads.first)
    }
}
