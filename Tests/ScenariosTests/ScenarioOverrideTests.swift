import InMemoryInfrastructure
import JSON
import Measurement
import Scenarios
import SimulationKernel
import Testing

struct ScenarioOverrideTests {
    private static let file = ScenarioText.with(
        #""vars": {"rate": 1}"#,
        #""infrastructure": {"store": {"latency": {"distribution": "uniform", "min": "1s", "max": "2s"}}}"#,
        #""thresholds": {"http_req_duration{name:a.b}": ["p(95)<1s", "max<2s"]}"#
    )

    @Test(arguments: [
        ["seed=9"], ["seed=1", "seed=9"], ["vars.rate=9", "seed=$rate"],
        ["vars.rate=9", #"seed="$rate""#],
        ["vars={\"x\": 9}", "seed=$x"],
    ])
    func `a value takes the place of the file's, and the last one wins`(overrides: [String]) {
        let reading = ScenarioText.read(Self.file, set: overrides)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.scenario?.seed == 9)
    }

    @Test func `known keys that the file leaves out are added`() throws {
        let overrides = [
            "infrastructure.broker.concurrency=3", "infrastructure.store.latency.max=5s",
            "systems.provisioning.workers.count=4", "load.l.rate=2.5",
            "load.l.vars.equipmentId=abc123", "name=b", "warmUp=2s",
            #"thresholds.tasks_lost=["count==0"]"#,
            "thresholds.http_req_duration{name:a.b}[1]=max<3s",
        ]
        let reading = ScenarioText.read(Self.file, set: overrides)
        #expect(ScenarioText.messages(of: reading) == [])
        let scenario = try #require(reading.scenario)
        #expect(scenario.infrastructure.broker.concurrency == 3)
        #expect(
            scenario.infrastructure.store.latency
                == .uniform(min: 1_000_000_000, max: 5_000_000_000)
        )
        #expect(scenario.systems[0].values.count("workers.count") == 4)
        #expect(scenario.loads[0].variables.map(\.value) == ["abc123"])
        #expect(scenario.name == "b")
        #expect(scenario.warmUp == 2_000_000_000)
        let expressions = scenario.thresholds.map(\.threshold.expression.description)
        #expect(expressions == ["p(95)<1s", "max<3s", "count==0"])
    }

    @Test(arguments: [
        ("vars.rte=5", #"unknown path "vars.rte"; did you mean "vars.rate"?"#),
        ("vars.seed=5", #"unknown path "vars.seed"; there is only "rate""#),
        ("load.m.rate=5", #"unknown path "load.m"; there is only "l""#),
        ("load.l.rte=5", #"unknown path "load.l.rte"; did you mean "load.l.rate"?"#),
        ("sed=5", #"unknown path "sed"; did you mean "seed"?"#),
        (
            "systems.provisionin.profile=task",
            #"unknown path "systems.provisionin"; did you mean "systems.provisioning"?"#
        ),
        ("seed.x=5", #""seed" has no keys of its own"#),
        ("seed[0]=5", #""seed" is no array"#),
        ("faults[0].at=5s", #"unknown path "faults[0]"; faults has 0 elements, counted from 0"#),
        (
            "thresholds.http_req_duration{name:a.b}[2]=max<3s",
            #"unknown path "thresholds.http_req_duration{name:a.b}[2]"; "#
                + "thresholds.http_req_duration{name:a.b} has 2 elements, counted from 0"
        ),
        (
            "infrastructure.store.latency.mx=5s",
            #"unknown path "infrastructure.store.latency.mx"; did you mean "infrastructure.store.latency.max"?"#
        ),
        (
            "infrastructure.http.latency.max=5s",
            #""infrastructure.http.latency" has no keys of its own"#
        ),
        ("=5", #""" is no path; write keys with dots between them, as in load.activations.rate"#),
        (
            "load..rate=5",
            #""load..rate" is no path; write keys with dots between them, as in load.activations.rate"#
        ),
        (
            "faults[x]=5",
            #""faults[x]" is no path; write keys with dots between them, as in load.activations.rate"#
        ),
        (
            "thresholds.task_durations=[]",
            #"thresholds.task_durations: unknown metric "task_durations"; did you mean "task_duration"?"#
        ),
        (
            "load.l.vars.equipmentID=x",
            #"load.l.vars.equipmentID: unknown variable "equipmentID"; did you mean "equipmentId"?"#
        ),
    ])
    func `an unknown path is an error of usage`(override: String, message: String) {
        let reading = ScenarioText.read(Self.file, set: [override])
        #expect(ScenarioText.messages(of: reading) == ["--set \(override): error: \(message)"])
        #expect(reading.hasUsageErrors)
        #expect(reading.scenario == nil)
    }

    @Test(arguments: [
        (
            "seed=x",
            #"seed: expected a seed, which is a whole number from 0 to 18446744073709551615, found "x""#
        ),
        ("load.l.rate=0", "load.l.rate: the rate must be above 0"),
        (
            "load.l={}",
            #"load.l: missing key "executor"; it is one of "constant-arrival-rate", "ramping-arrival-rate", "constant-vus", "ramping-vus", "per-vu-iterations", "shared-iterations", "trace""#
        ),
        (
            "thresholds.tasks_lost=[\"p(9)==0\"]",
            "thresholds.tasks_lost[0]: p(9) is not available for the counter tasks_lost; a counter takes count, rate"
        ),
        ("seed=$rat", #"seed: unknown variable "$rat"; did you mean "$rate"?"#),
    ])
    func `a wrong value at a known path is an error of the scenario`(
        override: String,
        message: String
    ) {
        let reading = ScenarioText.read(Self.file, set: [override])
        let messages = ScenarioText.messages(of: reading)
        #expect(messages.contains("--set \(override): error: \(message)"))
        #expect(!reading.hasUsageErrors)
    }

    @Test func `arguments split at the first equals sign`() {
        #expect(ScenarioOverride("a.b=c=d") == ScenarioOverride(path: "a.b", value: "c=d"))
        #expect(ScenarioOverride("a.b") == nil)
    }

    @Test func `the seed of the command line wins and leaves the fingerprint alone`() {
        let without = ScenarioText.read(Self.file).scenario
        let with = ScenarioText.read(Self.file, seed: 77).scenario
        #expect(with?.seed == 77)
        #expect(with?.fingerprint == without?.fingerprint)
    }

    @Test func `thresholds of the command line come last`() throws {
        let reading = ScenarioText.read(
            Self.file,
            thresholds: ["tasks_lost=count==0", "http_req_duration{name:a=b}=p(99)<=2s"]
        )
        let scenario = try #require(reading.scenario)
        #expect(scenario.thresholds.count == 4)
        #expect(scenario.thresholds[2].position == nil)
        #expect("\(scenario.thresholds[3].threshold.key)" == "http_req_duration{name:a=b}")
        #expect(scenario.fingerprint == ScenarioText.read(Self.file).scenario?.fingerprint)
    }

    @Test(arguments: [
        ("tasks_lost", "expected METRIC=EXPRESSION; write it as in 'task_duration=p(99)<62s'"),
        (
            "task_durations=max<1s",
            #"unknown metric "task_durations"; did you mean "task_duration"?"#
        ),
        (
            "task_duration=max<1",
            "max of task_duration is a time and needs a unit of time; write one of ns, us, ms, s, m, h behind the number"
        ),
    ])
    func `a malformed threshold is an error of usage`(argument: String, message: String) {
        let reading = ScenarioText.read(Self.file, thresholds: [argument])
        #expect(
            ScenarioText.messages(of: reading) == ["--threshold '\(argument)': error: \(message)"]
        )
        #expect(reading.hasUsageErrors)
    }
}
