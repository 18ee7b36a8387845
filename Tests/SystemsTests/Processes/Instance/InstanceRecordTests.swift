import JSON
@testable import Systems
import Testing

/// What the store has of an instance.
struct InstanceRecordTests {
    private static let step = StepID(node: 0, visit: 0)
    private static let other = StepID(node: 300, visit: 70_000)

    private static let inputs: [InstanceInput] = [
        .started(variables: ["a": 1, "b": [nil, true, -2.5, "\u{e9}"], "c": ["d": [:]]]),
        .event(id: "e-1", readings: ["level": -9_000_000_000]),
        .waits(step, .event), .waits(step, .answer), .waits(step, .time(until: -1)),
        .waits(step, .instance("i/0/1/2")),
        .ended(other, outcome: 2, assigning: ["x": "y"], by: nil),
        .ended(other, outcome: 0, assigning: [:], by: Answerer(author: "ann", key: "k")),
        .attemptFailed(step, reason: "timed out", isFinal: false), .woke(step), .escalated(step),
        .deadline(step), .retried(step, by: "ann"), .assigned(["x": nil], by: "ann"),
        .paused(by: "ann"), .resumed(by: "bob"), .cancelled(by: ""), .expired,
    ]

    @Test func `every entry of a history is read as it was written`() throws {
        var writer = ByteWriter(bytes: [])
        for (place, input) in Self.inputs.enumerated() {
            writer.write(HistoryEntry(at: Int64(place) * 1_000_003, input), after: 0)
        }
        var reader = ByteReader(writer.bytes)
        for (place, input) in Self.inputs.enumerated() {
            let entry = try reader.entry(after: 0)
            #expect(entry == HistoryEntry(at: Int64(place) * 1_000_003, input))
        }
        #expect(reader.isAtEnd)
    }

    @Test func `a record that is cut short is none, and crashes nothing`() {
        let graph = ProcessSketch("a;b", "a>b b>end").graph
        var record = InstanceRecord(InstanceHeader(graph: 1, key: "pump", parent: nil))
        var consequences: [Consequence] = []
        let assigning: JSONObject = ["name": "value", "list": [1, 2.5, nil]]
        record.apply(.started(variables: assigning), at: 5, graph, &consequences)
        record.apply(
            .ended(Self.step, outcome: 0, assigning: assigning, by: nil),
            at: 7,
            graph,
            &consequences
        )
        let whole = InstanceRecord(record.bytes, graph: graph)
        #expect(whole?.instance == record.instance && whole?.header == record.header)
        #expect(whole?.history.map(\.at) == [5, 7])
        // Some beginnings are whole records with fewer entries.
        let readable = (0..<record.bytes.count).filter { length in
            InstanceRecord(Array(record.bytes[..<length]), graph: graph) != nil
        }
        #expect(readable.count == 2)
    }

    @Test func `a record belongs to the version that it began with`() {
        let parent = ParentStep(instance: "p", step: Self.other)
        let record = InstanceRecord(InstanceHeader(graph: 77, key: "", parent: parent))
        #expect(InstanceRecord.graph(of: record.bytes) == 77)
        let other = ProcessSketch("a", "a>end").graph
        #expect(InstanceRecord(record.bytes, graph: other) == nil)
    }
}
