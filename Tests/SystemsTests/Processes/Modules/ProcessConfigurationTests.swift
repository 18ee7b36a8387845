import JSON
import SimulationKernel
import Systems
import Testing

/// What can be changed at run time: by many at once, and once for each key.
struct ProcessConfigurationTests {
    private static func raise(_ by: JSONValue) -> ThresholdChange {
        ThresholdChange(process: "c", criterion: "heat", amount: .by(by, from: 80))
    }

    @Test func `a change is made once for its key, also long after`() {
        let box = ModuleBox()
        for round in 0..<3 {
            for number in 0..<100 {
                box.perform(at: Double(round * 60)) { box in
                    try await box.configuration.change(
                        "d",
                        thresholds: [Self.raise(1)],
                        author: "a",
                        key: "step-\(number)"
                    )
                    return ""
                }
            }
        }
        let found = box.perform(at: 300) { box in
            let record = try await box.configuration.record(of: "d")
            return "\(record.revision) \(record.changes.count) "
                + JSONWriter.compact(.object(record.thresholds(of: "c")))
        }
        #expect(found == #"100 64 {"heat":180}"#)
    }

    @Test func `changes that many make at once are all made`() {
        let box = ModuleBox()
        for _ in 0..<50 {
            box.simulation.spawn("engineer") {
                _ = try? await box.configuration.change(
                    "d",
                    thresholds: [Self.raise(0.5)],
                    author: "a",
                    key: nil
                )
            }
        }
        box.pass(until: 1)
        let found = box.perform(at: 1) { box in
            let thresholds = try await box.configuration.thresholds(
                of: "c",
                at: ProcessConfiguration.key(of: "d")
            )
            return JSONWriter.compact(.object(thresholds))
        }
        #expect(found == #"{"heat":105}"#)
    }

    @Test func `definitions do not share what is configured for them`() {
        let box = ModuleBox()
        let found = box.perform { box in
            try await box.configuration.change(
                "d",
                thresholds: [Self.raise(1)],
                recipients: [RecipientsChange(.role("r"), ["a@x"])],
                author: "a",
                key: nil
            )
            let other = try await box.configuration.thresholds(
                of: "c",
                at: ProcessConfiguration.key(of: "e")
            )
            let recipients = try await box.configuration.recipients(
                of: "p",
                in: "e",
                addresses: [],
                role: "r"
            )
            return "\(other.count) \(recipients)"
        }
        #expect(found == #"0 ["r@example.org"]"#)
    }
}
