import TestSupport
import Testing

@testable import Scenarios

/// The stand-ins against the recorded answers of the servers that they stand in for.
struct ConformanceTests {
    /// Cases that no server could pass, and why; see the README beside the recordings.
    private static let impossible = ["store-rules-more.jsonl": ["rules.C6-set, step 28"]]

    @Test(
        arguments: [
            ("store-rules.jsonl", 55), ("store-rules-more.jsonl", 19), ("store-fuzz.jsonl", 300),
            ("broker-rules.jsonl", 71), ("broker-fuzz.jsonl", 150), ("broker-traces.jsonl", 121),
            ("broker-topics.json", 338), ("broker-conversations.jsonl", 90),
            ("store-conversations.jsonl", 96),
        ]
    )
    func `the stand-ins answer as the servers did`(_ file: String, _ count: Int) throws {
        let path = "Tests/InMemoryInfrastructureTests/Vectors/\(file)"
        var conformance = Conformance()
        try conformance.add(Array(PackageFiles.text(path).utf8), file: file)
        let report = conformance.replay()
        let failed = report.differences.map { "\($0.vector.name), step \($0.difference.step)" }
        #expect(failed == Self.impossible[file] ?? [], "\(report.text)")
        #expect(report.passed + report.failed == count)
    }
}

/// Each way in which an answer can differ is found.
struct ConformanceDifferenceTests {
    /// The first difference of a case: its step, what differs, and what was got.
    private func difference(_ steps: String) throws -> String {
        var conformance = Conformance()
        let line = #"{"name": "a.case", "server": "s", "steps": [\#(steps)]}"#
        try conformance.add(Array(line.utf8), file: "f.jsonl")
        let report = conformance.replay()
        guard let (_, difference) = report.differences.first else { return "none" }
        return "\(difference.step) \(difference.aspect)"
    }

    @Test(
        arguments: [
            (#"{"call": ["SET", "k", "v"], "reply": {"status": "OK"}}"#, "none"),
            (#"{"call": ["SET", "k", "v"], "reply": "OK"}"#, "1 reply"),
            (#"{"call": ["GET", "k"], "reply": null}"#, "none"),
            (#"{"call": ["GET", "k"], "reply": ""}"#, "1 reply"),
            (
                #"{"call": ["INCR", "k"], "reply": 1}, {"call": ["INCR", "k"], "reply": 3}"#,
                "2 reply"
            ),
            (#"{"call": ["INCR"], "reply": {"error": "ERR"}}"#, "1 reply"),
            (
                #"{"call": ["SADD", "s", "1", "2"], "reply": 2},"# + Self.members("[\"2\", \"1\"]"),
                "2 reply"
            ),
            (
                #"{"call": ["SADD", "s", "1", "2"], "reply": 2},"#
                    + Self.members(#"["2", "1"], "unordered": true"#), "none"
            ),
            (
                #"{"call": ["SADD", "s", "1", "2"], "reply": 2},"#
                    + Self.members(#"["2", "3"], "unordered": true"#), "2 reply"
            ),
            (
                #"{"call": ["PSETEX", "k", "20", "v"], "reply": {"status": "OK"}},"#
                    + #"{"advance_ms": 21}, {"call": ["GET", "k"], "reply": "v"}"#, "3 reply"
            ),
            (
                #"{"call": ["SET", "k", "v"], "client": "b", "reply": {"status": "OK"}},"#
                    + #"{"call": ["SELECT", "1"], "client": "b", "reply": {"status": "OK"}},"#
                    + #"{"call": ["GET", "k"], "reply": "v"}"#, "none"
            ),
        ]
    )
    func `of the store`(_ steps: String, _ expected: String) throws {
        #expect(try difference(steps) == expected)
    }

    private static func members(_ reply: String) -> String {
        #"{"call": ["SMEMBERS", "s"], "reply": \#(reply)}"#
    }

    private static let declare = #"{"op": "queue.declare", "queue": "q"}, "#
    private static let consume = #"{"op": "basic.consume", "queue": "q", "consumer_tag": "c"}, "#
    private static let publish =
        #"{"op": "basic.publish", "exchange": "", "routing_key": "q", "body": "m""#

    @Test(
        arguments: [
            (declare + publish + "}", "none"),
            (declare + #"{"op": "basic.get", "queue": "q", "reply": {"empty": true}}"#, "none"),
            (
                declare + publish
                    + #"}, {"op": "basic.get", "queue": "q", "reply": {"empty": true}}"#, "3 reply"
            ),
            (
                declare
                    + #"{"op": "queue.delete", "queue": "\nq\r\n", "reply": {"messages": 0}}, "#
                    + #"{"op": "queue.bind", "queue": "q", "exchange": "amq.\ntopic", "#
                    + #""error": {"code": 404, "text": "NOT_FOUND - no queue 'q' in vhost '/'"}}"#,
                "none"
            ),
            (declare + consume + publish + "}", "3 deliveries"),
            (declare + consume + publish + #", "deliveries": {"c": []}}"#, "3 deliveries"),
            (declare + consume + publish + #", "deliveries": {"d": []}}"#, "3 deliveries"),
            (
                declare + #"{"op": "queue.purge", "queue": "q", "reply": {"messages": 1}}"#,
                "2 reply"
            ),
            (#"{"op": "basic.get", "queue": "q"}"#, "1 error"),
            (
                #"{"op": "basic.get", "queue": "q", "error": {"code": 404, "text": "no"}}"#,
                "1 error"
            ),
            (#"{"op": "confirm.select"}, "# + declare + publish + "}", "3 reply"),
            (
                declare + publish + #", "mandatory": true, "returned": [{"body": "m"}]}"#,
                "2 returned"
            ),
            (publish + #", "mandatory": true}"#, "1 returned"),
            (publish + #", "mandatory": true, "returned": [{"body": "m"}]}"#, "none"),
            (
                publish + #", "mandatory": true, "returned": [{"body": "m", "priority": 3}]}"#,
                "1 returned"
            ),
            (
                publish + #", "mandatory": true, "returned": [{"body": "m", "reply_code": 313}]}"#,
                "1 returned"
            ),
            (
                declare + #"{"op": "advance", "ms": 5}, {"op": "basic.ack", "delivery_tag": 1}"#,
                "3 error"
            ),
        ]
    )
    func `of the broker`(_ steps: String, _ expected: String) throws {
        #expect(try difference(steps) == expected)
    }

    @Test func `of a topic exchange`() throws {
        let file =
            ##"{"keys": ["a", "b"], "patterns": ["#", "a"], "matches": {"#": ["a"], "a": ["a"]}}"##
        var conformance = Conformance()
        try conformance.add(Array(file.utf8), file: "f.json")
        let report = conformance.replay()
        #expect(report.passed == 1)
        #expect(report.differences.map(\.vector.name) == ["#"])
    }

    @Test func `a pause explains a case, but only the same after every step`() throws {
        let expiring = Self.declare + Self.publish + #", "expiration": "100"}, "#
        let check = #"{"op": "queue.declare", "queue": "q", "passive": true, "reply": "#
        let gone = check + #"{"messages": 0, "consumers": 0}}"#
        let there = check + #"{"messages": 1, "consumers": 0}}"#
        #expect(try difference(expiring + [there, there, gone].joined(separator: ", ")) == "none")
        #expect(try difference(expiring + [gone, there].joined(separator: ", ")) == "3 reply")
        // Without a time to live there is nothing that a pause could explain.
        let staying = Self.declare + Self.publish + "}, "
        #expect(try difference(staying + gone) == "3 reply")
    }

    @Test func `at most twenty differences are shown, and all are counted`() throws {
        let line = #"{"name": "a", "steps": [{"call": ["GET", "k"], "reply": 1}]}"#
        var conformance = Conformance()
        let text = Array(repeating: line, count: 23).joined(separator: "\n")
        try conformance.add(Array(text.utf8), file: "x/store.jsonl")
        let lines = conformance.replay().text.split(separator: "\n")
        #expect(lines.count { $0.contains("expected") } == 20)
        #expect(
            lines.suffix(3) == [
                "and 3 more", "store a  0 passed, 23 failed", "0 passed, 23 failed",
            ]
        )
        #expect(lines[0] == "x/store.jsonl:1:25: a, step 1: reply")
        #expect(lines[1] == #"  call      ["GET","k"]"#)
        #expect(lines[2] == "  expected  1")
        #expect(lines[3] == "  got       null")
    }
}
