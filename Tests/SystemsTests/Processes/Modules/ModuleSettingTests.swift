import JSON
import Systems
import Testing

/// Mistakes in the settings of modules, as the check of definitions tells them.
struct ModuleSettingTests {
    private static let criteria = ProcessNode(
        id: "c",
        module: "criteria",
        settings: ["criteria": [["reading": "heat", "above": 80]]]
    )

    private struct Case: Sendable {
        let module: String
        let settings: JSONObject
        var outcomes = ["done"]
        let problems: [String]
    }

    private static let p = "$.processes[0].settings"

    private static let cases: [Case] = [
        Case(
            module: "criteria",
            settings: ["criteria": []],
            problems: ["\(p).criteria: there is no criterion"]
        ),
        Case(
            module: "criteria",
            settings: [
                "criteria": [["above": 1], ["reading": "a >", "below": 2], ["reading": "a"]]
            ],
            problems: [
                #"\#(p).criteria[0]: missing key "reading""#,
                #"\#(p).criteria[1].reading: expected a value, found the end, at column 4"#,
                #"\#(p).criteria[2]: missing threshold; write one of "above", "atLeast", "below", "atMost""#,
            ]
        ),
        Case(
            module: "criteria",
            settings: [
                "criteria": [
                    ["reading": "a", "above": 1, "below": 2], ["reading": "a", "above": "x"],
                    ["reading": "b", "atMost": 1, "nam": "c"],
                ]
            ],
            problems: [
                #"\#(p).criteria[0]: there is more than one threshold; write one of "above", "atLeast", "below", "atMost""#,
                #"\#(p).criteria[1].above: expected a number, found "x""#,
                #"\#(p).criteria[2].nam: unknown key "nam"; did you mean "name"?"#,
            ]
        ),
        Case(
            module: "criteria",
            settings: [
                "criteria": [["reading": "a", "above": 1], ["reading": "a", "below": 2]],
                "otherwise": "fine",
            ],
            problems: [
                #"\#(p).criteria[1]: two criteria are called "a"; give one of them another "name""#,
                #"\#(p).otherwise: "fine" is no outcome of "p"; it has "done""#,
            ]
        ),
        Case(
            module: "decision",
            settings: ["rules": [["if": "1 +", "then": "x"], ["then": "no"], 5]],
            outcomes: ["yes", "no"],
            problems: [
                #"\#(p).rules: no rule ends with "yes"; add one, or make it what holds "otherwise""#,
                #"\#(p).rules[0].if: expected a value, found the end, at column 4"#,
                #"\#(p).rules[0].then: "x" is no outcome of "p"; it has "yes", "no""#,
                #"\#(p).rules[1]: missing key "if"; An expression: "heat > 80"."#,
                #"\#(p).rules[2]: expected an object, found 5"#,
            ]
        ),
        Case(
            module: "script",
            settings: ["assign": ["visit": 1, "a": "b +"]],
            problems: [
                #"\#(p).assign.visit: "visit" is no variable"#,
                #"\#(p).assign.a: expected a value, found the end, at column 4"#,
            ]
        ),
        Case(
            module: "script",
            settings: ["assign": ["a": 1]],
            outcomes: ["x", "y"],
            problems: [
                #"\#(p): the module script ends only with "done"; make the process binary, and decide behind it"#
            ]
        ),
        Case(
            module: "mail",
            settings: ["to": ["nobody"], "subject": "a {b"],
            problems: [#"\#(p).subject: "{" without "}", at column 3; write {{ for it"#]
        ),
        Case(
            module: "mail",
            settings: ["to": ["nobody"], "subject": "a"],
            problems: [
                #"\#(p).to[0]: expected an address, found "nobody"; write NAME@DOMAIN, or "role" for a role"#
            ]
        ),
        Case(
            module: "http",
            settings: [
                "path": "orders", "statuses": ["999": "done", "409": "no"], "assign": ["a": "id"],
                "body": ["x": "1 +"],
            ],
            problems: [
                #"\#(p).statuses.999: "999" is no status"#,
                #"\#(p).statuses.409: "no" is no outcome of "p"; it has "done""#,
                #"\#(p).path: a path begins with a slash"#,
                #"\#(p).body.x: expected a value, found the end, at column 4"#,
                #"\#(p).assign.a: expected a path in the answer, found "id"; write it as in "$.results[0].code""#,
            ]
        ),
        Case(
            module: "delay",
            settings: ["for": "soon"],
            problems: [
                #"\#(p).for: expected a duration, found "soon"; write a number and a unit, as in "60s""#
            ]
        ),
        Case(
            module: "human",
            settings: [
                "role": "engineer",
                "adjust": [
                    ["process": "c", "criterion": "heta", "by": 1],
                    ["process": "x", "criterion": "heat", "to": 1],
                    ["process": "p", "criterion": "heat", "to": 1, "by": 1, "on": "no"],
                    ["process": "c", "criterion": "heat"],
                ],
            ],
            problems: [
                #"\#(p).adjust[0].criterion: "c" has no criterion "heta"; did you mean "heat"?"#,
                #"\#(p).adjust[1].process: there is no process "x"; known are "p", "c""#,
                #"\#(p).adjust[2]: expected either "by" or "to" with a number"#,
                #"\#(p).adjust[2].on: "no" is no outcome of "p"; it has "done""#,
                #"\#(p).adjust[2].process: "p" has no criteria; its module is "human""#,
                #"\#(p).adjust[3]: expected either "by" or "to" with a number"#,
            ]
        ),
        Case(
            module: "process",
            settings: ["definition": "d"],
            problems: [
                #"\#(p).definition: a cycle of sub-processes: d → d; no definition can start itself"#
            ]
        ),
    ]

    @Test(arguments: cases.indices)
    func `mistakes are told all at once, with their places`(_ place: Int) {
        let example = Self.cases[place]
        let problems = ModuleBox.problems(
            example.module,
            example.settings,
            outcomes: example.outcomes,
            others: [Self.criteria]
        )
        #expect(problems.sorted() == example.problems.sorted())
    }

    @Test func `settings that are right have no mistakes`() {
        let right: [(String, JSONObject)] = [
            ("criteria", Self.criteria.settings), ("script", ["assign": ["a": "b + 1", "c": []]]),
            ("mail", ["to": ["a@b"], "subject": "{a}", "body": "{{}}"]), ("delay", ["for": "5s"]),
            ("http", ["path": "/a/{b}", "method": "PUT", "timeout": "5s"]),
            ("repair", ["assign": ["heat": 20]]),
            (
                "human",
                ["role": "r", "adjust": [["process": "c", "criterion": "heat", "by": -1]]]
            ),
        ]
        for (module, settings) in right {
            #expect(
                ModuleBox.problems(module, settings, others: [Self.criteria]) == [],
                "\(module)"
            )
        }
    }
}
