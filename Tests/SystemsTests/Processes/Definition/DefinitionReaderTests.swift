import Infrastructure
import JSON
import Systems
import Testing

struct DefinitionReaderTests {
    private static func read(_ text: String) throws -> [String] {
        DefinitionReader.read(try JSONReader.value(text)).problems.map(\.text)
    }

    @Test func `a definition is read with all that it has`() throws {
        let value = try JSONReader.value(
            """
            {"id": "defects", "title": "Defects", "timeToLive": "48h", "processes": [
              {"id": "operator", "kind": "scenario", "outcomes": ["confirmed", "rejected"],
               "module": "human", "settings": {"role": "operator"}, "start": true,
               "join": {"atLeast": 2}, "deadline": "4h", "attempts": 5, "retryDelay": "0s",
               "escalations": [{"after": "1h", "role": "lead"}], "visits": 7},
              {"id": "mail", "module": "mail", "join": "all"}],
             "links": [{"from": "operator", "outcome": "confirmed", "to": "mail"},
              {"from": "operator", "outcome": "rejected", "to": "terminate", "result": "no defect"},
              {"from": "operator", "outcome": "expired", "to": "end"},
              {"from": "mail", "to": "end", "result": "told"}]}
            """
        )
        let (definition, problems) = DefinitionReader.read(value)
        #expect(problems == [])
        let asked = ProcessNode(
            id: "operator",
            kind: .scenario,
            outcomes: ["confirmed", "rejected"],
            module: "human",
            settings: ["role": "operator"],
            isStart: true,
            join: .atLeast(2),
            deadline: .seconds(14_400),
            escalations: [ProcessEscalation(after: .seconds(3_600), role: "lead")],
            attempts: 5,
            retryDelay: .zero,
            visits: 7
        )
        #expect(definition.id == "defects")
        #expect(definition.title == "Defects")
        #expect(definition.timeToLive == .seconds(172_800))
        #expect(
            definition.processes == [asked, ProcessNode(id: "mail", module: "mail", join: .all)]
        )
        #expect(
            definition.links == [
                ProcessLink(from: "operator", outcome: "confirmed", target: .process("mail")),
                ProcessLink(
                    from: "operator",
                    outcome: "rejected",
                    target: .terminate(result: "no defect")
                ),
                ProcessLink(from: "operator", outcome: "expired", target: .end(result: nil)),
                ProcessLink(from: "mail", target: .end(result: "told")),
            ]
        )
        #expect(DefinitionReader.read(definition.json).definition == definition)
    }

    @Test(
        arguments: [
            ("5", ["$: expected an object, found 5"]),
            ("{}", ["$: missing key \"id\""]),
            (
                #"{"id": "Two Words"}"#,
                [
                    "$.id: the name \"Two Words\" does not match [a-z0-9][a-z0-9-]*; "
                        + "write \"two-words\""
                ]
            ),
            (
                #"{"id": "d", "prosesses": [], "timeToLive": 5}"#,
                [
                    "$.prosesses: unknown key \"prosesses\"; did you mean \"processes\"?",
                    "$.timeToLive: a duration needs a unit, found 5; "
                        + "write \"60s\", or another of ns, us, ms, s, m, h",
                ]
            ),
            (
                #"{"id": "d", "processes": [7, {"id": "a"}, {"idd": "a", "module": "m"}]}"#,
                [
                    "$.processes[0]: expected an object, found 7",
                    "$.processes[1]: missing key \"module\"",
                    "$.processes[2].idd: unknown key \"idd\"; did you mean \"id\"?",
                ]
            ),
            (
                #"{"id": "d", "processes": [{"id": "end", "module": "m", "kind": "binari", "#
                    + #""join": "most", "deadline": "0s", "attempts": 0, "start": 1, "#
                    + #""settings": [], "outcomes": ["A"], "escalations": [{"after": "1x"}]}]}"#,
                [
                    "$.processes[0].id: no process can be called \"end\"; "
                        + "links lead to it where a token ends",
                    "$.processes[0].kind: unknown name \"binari\"; did you mean \"binary\"?",
                    "$.processes[0].outcomes[0]: the name \"A\" does not match "
                        + "[a-z0-9][a-z0-9-]*; write \"a\"",
                    "$.processes[0].settings: expected an object, found an array",
                    "$.processes[0].start: expected true or false, found 1",
                    "$.processes[0].join: unknown name \"most\"; known are \"each\", \"all\", "
                        + "\"any\", \"active\"",
                    "$.processes[0].deadline: the duration must be above zero",
                    "$.processes[0].escalations[0]: missing key \"role\"",
                    "$.processes[0].escalations[0].after: unknown unit \"x\" of a duration; "
                        + "known are \"ns\", \"us\", \"ms\", \"s\", \"m\", \"h\"",
                    "$.processes[0].attempts: expected a whole number from 1 to 100, found 0",
                ]
            ),
            (
                #"{"id": "d", "processes": [{"id": "a", "module": "m", "kind": "scenario", "#
                    + #""join": {"atLeast": 0}}], "links": [{"from": "a"}, {"from": "a", "#
                    + #""to": "b", "result": "x"}, {"from": "a", "to": "end", "result": "\n"}]}"#,
                [
                    "$.processes[0]: missing key \"outcomes\"; "
                        + "write what it may end with, as in [\"confirmed\", \"rejected\"]",
                    "$.processes[0].join.atLeast: expected a whole number from 1 to 5000, found 0",
                    "$.links[0]: missing key \"to\"",
                    "$.links[1].result: only a link to \"end\" or \"terminate\" has a result; "
                        + "leave out \"result\"",
                    "$.links[2].result: expected a text on one line, without control characters",
                ]
            ),
        ] as [(String, [String])]
    )
    func `every mistake of a definition is told, with its place`(
        text: String,
        problems: [String]
    ) throws {
        #expect(try Self.read(text) == problems)
    }

    @Test func `a definition has limits`() {
        let process: JSONValue = ["id": "a", "module": "m"]
        let value: JSONValue = [
            "id": .string(String(repeating: "a", count: 65)),
            "title": .string(String(repeating: "é", count: 201)),
            "processes": .array([JSONValue](repeating: process, count: 1_001)),
        ]
        #expect(
            DefinitionReader.read(value).problems.map(\.message) == [
                "the name \"\(String(repeating: "a", count: 60))…\" does not match "
                    + "[a-z0-9][a-z0-9-]*",
                "the text is longer than 200 letters",
                "there are 1001 processes, and at most 1000 may be",
            ]
        )
    }

    @Test func `a process and a link are read alone`() {
        let path = BodyPath(keys: ["body"])
        let (process, problems) = DefinitionReader.readProcess(
            ["id": "a", "module": 5],
            at: path
        )
        #expect(process.id == "a")
        #expect(problems.map(\.text) == ["$.body.module: expected a string, found 5"])
        let link = DefinitionReader.readLink(["from": "a", "to": "end"])
        #expect(link.link == ProcessLink(from: "a", target: .end(result: nil)))
        #expect(link.problems == [])
    }
}
