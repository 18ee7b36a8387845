import Scenarios
import Testing

struct FaultReaderTests {
    private static let crash = #""faults": [{"at": "5s", "kind": "crash", "target": "workers[0]"}]"#
    private static let event = """
        "faults": [{"at": {"event": "task.began"}, "kind": "crash", "target": "provisioning",
          "for": "1500ms"}]
        """

    private func fault(_ text: String, set overrides: String...) throws -> Fault {
        let reading = ScenarioText.read(ScenarioText.with(text), set: overrides)
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        return try #require(scenario.faults.first)
    }

    private func fingerprint(_ keys: String...) throws -> UInt64 {
        let text = keys.isEmpty ? ScenarioText.with() : ScenarioText.with(keys[0])
        return try #require(ScenarioText.read(text).scenario).fingerprint
    }

    @Test func `a fault strikes at an instant, and lasts until load ends`() throws {
        let fault = try fault(Self.crash)
        #expect(fault.at == .instant(5_000_000_000))
        #expect(fault.kind == .crash)
        #expect(fault.target == "workers[0]")
        #expect(fault.duration == nil)
    }

    @Test func `a fault strikes after the first of an event where no number is given`() throws {
        let fault = try fault(Self.event)
        #expect(fault.at == .event(.taskBegan, nth: 1))
        #expect(fault.duration == 1_500_000_000)
    }

    @Test func `the command line changes parts of a fault`() throws {
        #expect(try fault(Self.crash, set: "faults[0].at=7s").at == .instant(7_000_000_000))
        #expect(try fault(Self.crash, set: "faults[0].for=1s").duration == 1_000_000_000)
        let nth = try fault(Self.event, set: "faults[0].at.nth=12")
        #expect(nth.at == .event(.taskBegan, nth: 12))
        let moved = try fault(
            Self.crash,
            set: "systems.provisioning.workers={\"count\": 3}",
            "faults[0].target=workers[2]"
        )
        #expect(moved.target == "workers[2]")
        let near = ScenarioText.read(
            ScenarioText.with(Self.event),
            set: ["faults[0].at.nht=12"]
        )
        #expect(near.hasUsageErrors)
        #expect(ScenarioText.messages(of: near).first?.contains("faults[0].at.nth") == true)
    }

    @Test func `a fault that never strikes is a warning, not an error`() throws {
        let reading = ScenarioText.read(ScenarioText.with(Self.crash), set: ["faults[0].at=10s"])
        #expect(reading.scenario != nil)
        #expect(reading.diagnostics.map(\.severity) == [.warning])
    }

    @Test func `a count of workers that cannot be read is not held against a fault`() {
        let reading = ScenarioText.read(
            ScenarioText.with(Self.crash),
            set: ["systems.provisioning.workers={\"count\": 0}", "faults[0].target=workers[2]"]
        )
        #expect(reading.diagnostics.count == 1)
    }

    @Test func `the fingerprint covers faults, in whatever spelling, and none of none`() throws {
        let plain = try fingerprint()
        #expect(try fingerprint(#""faults": []"#) == plain)
        let crash = try fingerprint(Self.crash)
        #expect(crash != plain)
        #expect(try fingerprint(Self.crash.replacing("5s", with: "5000ms")) == crash)
        #expect(try fingerprint(Self.crash.replacing("5s", with: "6s")) != crash)
        let event = try fingerprint(Self.event)
        let spelt = Self.event.replacing("began\"", with: "began\", \"nth\": 1")
        #expect(try fingerprint(spelt) == event)
    }
}
