import Scenarios
import Testing

/// What the section `systems.events` takes, and what it says of mistakes.
struct EventsSectionTests {
    private static func read(_ section: String, flow: String = "send") -> ScenarioReading {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"events":
            \(section)},
            "load": {"l": {"executor": "constant-vus", "vus": 1, "flow": "\(flow)"}}}
            """
        return ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
    }

    private static func scope(_ members: String) -> String {
        #"{"scopes": [{"name": "s", \#(members)}]}"#
    }

    @Test(arguments: [
        "{}",
        scope(#""handlers": [{"path": "a"}]"#),
        scope(#""results": "r", "handlers": [{"path": "a.{b}.c", "result": "x"}]"#),
        scope(#""matching": "path", "handlers": [{"path": "{a}.b"}]"#),
        scope(
            #""deadLetter": "d", "retry": {"attempts": 2, "delay": "5ms"}, "timeout": "1s","#
                + #""unknownRoute": "reject", "handlers": [{"path": "a"}]"#
        ),
    ])
    func `a section that is right is taken`(section: String) {
        #expect(Self.read(section).diagnostics.isEmpty)
        #expect(Self.read(section, flow: "events.send-default").diagnostics.isEmpty)
    }

    private static let mistakes: [(String, String)] = [
        (
            #"{"scopes": []}"#,
            "2:12: error: systems.events.scopes: there is no scope; "
                + "leave the key out for the source's example"
        ),
        (
            #"{"scopes": [{"name": "s"}]}"#,
            #"systems.events.scopes[0]: missing key "handlers""#
        ),
        (
            scope(#""handlers": []"#),
            "2:39: error: systems.events.scopes[0].handlers: Has no listeners: nothing is "
                + "registered for \"s\"; register a handler with on(_:_:) before start()"
        ),
        (
            scope(#""handlers": [{"path": "a..b"}]"#),
            "2:49: error: systems.events.scopes[0].handlers[0].path: \"a..b\" has an empty word; "
                + "write one word between two dots, and none at the ends"
        ),
        (
            scope(#""handlers": [{"path": "a.{b}.{b}"}]"#),
            "systems.events.scopes[0].handlers[0].path: \"a.{b}.{b}\" has the parameter \"b\" "
                + "twice; give the second another name"
        ),
        (
            scope(#""handlers": [{"path": "{a}.b"}]"#),
            "\"{a}.b\" begins with a parameter, and its first word is its route; write a word "
                + "before \"{a}\", or match by path instead of header"
        ),
        (
            scope(#""handlers": [{"path": "a", "result": "x"}]"#),
            "2:64: error: systems.events.scopes[0].handlers[0].result: \"a\" returns a result, and "
                + "the service has nowhere to send it; give the service its results, or return "
                + "nothing"
        ),
        (
            scope(#""handlers": [{"path": "a"}], "deadLetter": "s""#),
            "systems.events.scopes[0].deadLetter: the scope takes from that queue itself; give it "
                + "a queue of its own"
        ),
        (
            #"{"scopes": [{"name": "a", "handlers": [{"path": "a"}]}, {"name": "a", "queue": "b", "#
                + #""handlers": [{"path": "a"}]}]}"#,
            "systems.events.scopes[1].name: there are two scopes with the name \"a\"; instances of "
                + "one scope share a queue; scopes do not"
        ),
        (
            #"{"scopes": [{"name": "a", "handlers": [{"path": "a"}]}, {"name": "b", "queue": "a", "#
                + #""handlers": [{"path": "a"}]}]}"#,
            "systems.events.scopes[1].queue: there are two scopes with the queue \"a\""
        ),
        (
            scope(#""handlers": [{"path": "a", "wrok": "1s"}]"#),
            #"scopes[0].handlers[0].wrok: unknown key "wrok"; did you mean "work"?"#
        ),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its place and the cure`(section: String, message: String) {
        let diagnostics = Self.read(section).diagnostics.map(\.description)
        #expect(diagnostics.contains { $0.contains(message) }, "\(diagnostics)")
    }

    @Test func `a request to a scenario without services is refused`() {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"events": {}},
             "load": {"l": {"executor": "constant-vus", "vus": 1, "flow": "own"}},
             "flows": {"own": [{"request": {"path": "/events"}}]}}
            """
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
        #expect(
            reading.diagnostics.map(\.description) == [
                "f:3:32: error: flows.own[0].request: no system of the file takes requests; write "
                    + "\"publish\" for a message"
            ]
        )
    }

    @Test(arguments: [
        (#"{"at": "1s", "kind": "crash", "target": "events.hello[0]"}"#, ""),
        (
            #"{"at": "1s", "kind": "crash", "target": "events.hello[1]"}"#,
            #"there is no "events.hello[1]"; there is only events.hello[0]"#
        ),
    ])
    func `an instance of a scope is a process that faults can strike`(
        fault: String,
        message: String
    ) {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"events": {}},
             "load": {"l": {"executor": "constant-vus", "vus": 1, "flow": "send"}},
             "faults": [\(fault)],
             "thresholds": {"events_callbacks{path:train_model.model_id}": ["count>0"],
               "utilization{resource:events-hello}": ["max<=1"]}}
            """
        let diagnostics = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        ).diagnostics.map(\.description)
        #expect(diagnostics.isEmpty == message.isEmpty, "\(diagnostics)")
        #expect(message.isEmpty || diagnostics.contains { $0.contains(message) }, "\(diagnostics)")
    }
}
