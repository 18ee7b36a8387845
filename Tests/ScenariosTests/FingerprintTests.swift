import Scenarios
import Testing

struct FingerprintTests {
    private static func fingerprint(_ keys: String...) -> UInt64? {
        let text = keys.reduce(String(ScenarioText.small.dropLast())) { $0 + ", " + $1 } + "}"
        return ScenarioText.read(text).scenario?.fingerprint
    }

    @Test(arguments: [
        #""description": "x""#, #""$schema": "x""#, #""seed": 1"#, #""drain": "300s""#,
        #""warmUp": "0ms""#, #""vars": {"x": 1}"#, #""thresholds": {}"#, #""faults": []"#,
        #""infrastructure": {"http": {"timeout": "0.5m", "latency": "0s"}}"#,
    ])
    func `spelling out a default changes nothing`(key: String) {
        #expect(Self.fingerprint(key) != nil)
        #expect(Self.fingerprint(key) == Self.fingerprint())
    }

    @Test(arguments: [
        (#""task""#, #""task", "workers": {"count": 1}, "deadline": "1m5s""#),
        (#""submit""#, #""provisioning.submit", "arrivals": "uniform", "startTime": "0s""#),
        (#""submit""#, #""submit", "vars": {"timeoutInSeconds": 14}"#),
        (#""rate": 5"#, #""rate": 300, "timeUnit": "1m""#),
    ])
    func `neither do defaults of systems, loads and flows`(written: String, other: String) {
        let changed = ScenarioText.read(ScenarioText.small.replacing(written, with: other))
        #expect(changed.diagnostics.isEmpty)
        #expect(changed.scenario?.fingerprint == Self.fingerprint())
    }

    @Test(arguments: [
        #""seed": 2"#, #""drain": "1s""#, #""thresholds": {"tasks_lost": ["count==0"]}"#,
        #""infrastructure": {"store": {"concurrency": 1}}"#,
    ])
    func `what changes the run changes the fingerprint`(key: String) {
        #expect(Self.fingerprint(key) != nil)
        #expect(Self.fingerprint(key) != Self.fingerprint())
    }

    @Test func `--set changes it as the file would`() {
        let set = ScenarioText.read(ScenarioText.small, set: ["seed=2"]).scenario
        #expect(set?.fingerprint == Self.fingerprint(#""seed": 2"#))
    }
}
