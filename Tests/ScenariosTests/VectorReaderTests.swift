import Testing

@testable import Scenarios

/// Files of recordings that are not what they should be.
struct VectorReaderTests {
    private func problem(_ text: String) -> String? {
        do throws(VectorError) {
            _ = try VectorReader.read(Array(text.utf8), file: "f.jsonl")
            return nil
        } catch {
            return error.description
        }
    }

    private static let good = #"{"name": "n", "steps": [{"call": ["PING"], "reply": null}]}"#

    private static func store(_ step: String) -> String { #"{"name": "n", "steps": [\#(step)]}"# }

    private static let ofTheStore: [(String, String)] = [
        (
            "",
            "1:1: error: there is no case in it; write one JSON object with name and steps a line"
        ),
        (
            "{\n",
            "1:2: error: the text ends inside the object opened at line 1, column 1 "
                + "(close what is open with })"
        ),
        (
            good + "\n\n{",
            "3:2: error: the text ends inside the object opened at line 3, column 1 "
                + "(close what is open with })"
        ),
        (good + "\n\n  \n[1]", "4:1: error: expected an object, found an array"),
        (#"{"steps": []}"#, "1:1: error: name is missing"),
        (#"{"name": 1, "steps": []}"#, "1:10: error: name has to be a string, not a number"),
        (#"{"name": "n"}"#, "1:1: error: steps is missing"),
        (#"{"name": "n", "steps": 1}"#, "1:24: error: steps has to be an array, not a number"),
        (
            #"{"name": "n", "steps": []}"#,
            "1:1: error: steps is empty; a case has at least one step"
        ),
        (
            store("{}"),
            "1:25: error: no step has call or op, so that nothing says which server this is of"
        ),
        (
            store(#"{"call": [], "reply": 1}"#),
            "1:34: error: call is empty; its first word is the command"
        ),
        (store(#"{"call": ["a"]}"#), "1:25: error: reply is missing"),
        (
            store(#"{"call": [1], "reply": 1}"#),
            "1:35: error: an element of call has to be a string, not a number"
        ),
        (
            store(#"{"call": ["a"], "reply": 1.5}"#),
            "1:50: error: a reply is an integer, a string, null, an array, {\"status\": S} or {\"error\": S}"
        ),
        (
            store(#"{"call": ["a"], "reply": 1, "unordered": "so"}"#),
            "1:66: error: unordered is true, \"pairs\" or \"scan\""
        ),
        (
            store(#"{"call": ["a"], "replay": 1}"#),
            "1:41: error: unknown key \"replay\"; did you mean \"reply\"?"
        ),
        (
            store(#"{"call": ["a"], "reply": 1, "reply": 2}"#),
            "1:53: error: reply stands here twice"
        ),
        (good + "\n" + #"{"name": "n", "name": "m"}"#, "2:15: error: name stands here twice"),
        (
            good + "\n\u{0}",
            "2:1: error: the file is not text: there is a NUL at byte offset 60 "
                + "(JSON is text in UTF-8: save it as such, or check that this is the right file)"
        ),
        (
            store(#"{"call": ["a"], "reply": 1}, {"advance_ms": -1}"#),
            "1:69: error: advance_ms has to be a whole number from 0 on"
        ),
    ]

    @Test(arguments: ofTheStore)
    func `of the store are refused with their place`(_ text: String, _ message: String) {
        #expect(problem(text) == "f.jsonl:" + message)
    }

    @Test(
        arguments: [
            (#"{"op": "queue.declare"}"#, "1:25: error: queue.declare needs queue"),
            (
                #"{"op": "queue.declare", "queue": 1}"#,
                "1:58: error: queue has to be a string, not a number"
            ),
            (
                #"{"op": "queue.declare", "queue": "q", "durable": 1}"#,
                "1:74: error: durable has to be true or false"
            ),
            (
                #"{"op": "queue.declare", "queue": "q", "arguments": []}"#,
                "1:76: error: arguments has to be an object"
            ),
            (
                #"{"op": "queue.declare", "queue": "q", "reply": 1}"#,
                "1:72: error: reply has to be an object"
            ),
            (
                #"{"op": "basic.qos", "error": {"code": 1}}"#, "1:54: error: text is missing"
            ),
            (
                #"{"op": "basic.qos", "deliveries": {"c": 1}}"#,
                "1:65: error: c has to be an array, not a number"
            ),
            (
                #"{"op": "basic.qos", "mass": 1}"#,
                #"1:45: error: unknown key "mass"; known are "op", "channel", "prefetch_count", "#
                    + #""prefetch_size", "global", "reply", "error", "deliveries", "returned""#
            ),
        ]
    )
    func `of the broker are refused with their place`(_ step: String, _ message: String) {
        #expect(problem(Self.store(step)) == "f.jsonl:" + message)
    }

    @Test(
        arguments: [
            ("basic.got", #"did you mean "basic.get"?"#), ("x", #"known are "advance", "#),
        ]
    )
    func `an unknown method is refused with the nearest or all`(_ name: String, _ hint: String) {
        let message = problem(Self.store(#"{"op": "\#(name)"}"#)) ?? ""
        #expect(message.hasPrefix(#"f.jsonl:1:32: error: unknown op "\#(name)"; \#(hint)"#))
    }

    @Test func `a topic file has to agree with itself`() {
        #expect(
            problem(##"{"keys": ["a"], "patterns": ["#"], "matches": {"#": ["b"]}}"##)
                == ##"f.jsonl:1:47: error: "#" matches "b", which is not among the keys"##
        )
        #expect(
            problem(#"{"keys": ["a"], "patterns": ["b"], "matches": {}}"#)
                == "f.jsonl:1:47: error: b is missing"
        )
    }
}
