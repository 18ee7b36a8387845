import Infrastructure
import JSON
import Systems
import Testing

struct DefinitionCheckTests {
    @Test(
        arguments: [
            "a | a>end",
            "a b | a>b b>end",
            // Both criteria have to fire.
            "a b c&:yes,no d | a>c b>c c.yes>d c.no>end d>end",
            "a b c& | a>b a>c b>c c>end",
            "a b c/2 | a>b a>c b>c c>end",
            "a:x,y b? | a.x>b a.y>b b>end",
            "a:x,y b~ | a.x>b a.y>b b>end",
            // Work that is rejected is done again.
            "a! b:yes,no | a>b b.yes>end b.no>a",
            "a@ b | a>b a.expired>end b>terminate",
            "a b | a>b a.failed>end b>end",
            // The decider begins anew, so that it can have had both outcomes.
            "s a?:x,y b c& e | s>a a.x>b a.x>c a.y>c a.y>a b>end c>end e>end",
            // One link is enough.
            "a b& | a>b b>end",
            // Only some ways complete the join; on the others it is an incident.
            "a b:x,y c& | a>b a>c b.x>c b.y>end c>end",
            "a:x,y b:x,y c/2 | a.x>c a.y>c b.x>c b.y>c c>end",
            "a b:x,y c& | a>b b.x>c b.x>a2 a2>c b.y>end c>end".replacing(" c&", with: " a2 c&"),
        ]
    )
    func `sound definitions pass`(_ text: String) {
        #expect(Shorthand.problems(text) == [])
    }

    @Test(
        arguments: [
            ("", ["$.processes: a definition needs at least one process"]),
            (
                "ab ab | ab>end",
                [
                    "$.processes[1].id: the id \"ab\" is taken by processes[0]; "
                        + "each process of a definition has an id of its own"
                ]
            ),
            (
                "first second | first>secnd frst>end second>end",
                [
                    "$.links[0].to: there is no process \"secnd\"; did you mean \"second\"?",
                    "$.links[1].from: there is no process \"frst\"; did you mean \"first\"?",
                ]
            ),
            (
                "a | a>end a>end",
                [
                    "$.links[1]: links[0] joins \"done\" of \"a\" to \"end\" already; "
                        + "leave one of them out"
                ]
            ),
            (
                "a:confirmed,rejected | a.confirmed>end a.confirmd>end",
                [
                    "$.processes[0].outcomes[1]: no link takes on \"rejected\" of \"a\"; "
                        + "link it to a process, or to \"end\"",
                    "$.links[1].outcome: \"a\" has no outcome \"confirmd\"; "
                        + "did you mean \"confirmed\"?",
                ]
            ),
            (
                "a:expired,b,b | a.b>end",
                [
                    "$.processes[0].outcomes[0]: the outcome \"expired\" comes from the engine; "
                        + "leave it out here; links can have it",
                    "$.processes[0].outcomes[2]: the outcome \"b\" is there twice",
                ]
            ),
            (
                "a@ b | a>b a.failed>end b>end b.expired>end",
                [
                    "$.processes[0].deadline: no link takes on \"expired\" of \"a\"; "
                        + "link it to what comes when the deadline is over",
                    "$.links[3].outcome: \"b\" has no deadline, so it never expires; "
                        + "give it a \"deadline\", or leave the link out",
                ]
            ),
            (
                "a b | a>b",
                [
                    "$.processes[1]: \"b\" is a dead end: no link leaves it; "
                        + "link it to a process, or to \"end\""
                ]
            ),
            (
                "a b | a>b b>a",
                [
                    "$.processes: nothing starts: a link leads to every process; "
                        + "write \"start\": true where an instance begins",
                    "$.processes[0]: nothing leaves the cycle a → b → a; "
                        + "let one of its processes decide, with an outcome that leads out of it",
                ]
            ),
            (
                "a b:x,y | a>end b.x>b b.y>end",
                [
                    "$.processes[1]: no way leads from a start to \"b\"; "
                        + "link it from a process that is reached, or write \"start\": true"
                ]
            ),
        ] as [(String, [String])]
    )
    func `D11 mistakes of names and ways are told`(text: String, problems: [String]) {
        #expect(Shorthand.problems(text) == problems)
    }

    @Test(
        arguments: [
            ("a b c | a>b b>c c>b", "b → c → b"),
            ("a b | a>b b>b", "b → b"),
            // The token that leaves is not the one that goes round.
            ("s a b | s>a a>b b>a b>end", "a → b → a"),
            // Both outcomes lead back.
            ("s a:x,y b | s>a a.x>b a.y>a b>a", "a → b → a"),
            // A fault is no decision.
            ("s a | s>a a>a a.failed>end", "a → a"),
        ] as [(String, String)]
    )
    func `D11 cycles that nothing can leave are refused`(text: String, cycle: String) {
        let problems = Shorthand.problems(text)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("nothing leaves the cycle \(cycle);") == true)
    }

    @Test(
        arguments: [
            (
                "a:x,y b& | a.x>b a.y>b b>end",
                "waits for all of 2 links, and at most one of them ever brings a token, "
                    + "since \"a\" ends with only one of \"x\", \"y\""
            ),
            (
                "s a:x,y b c d& | s>a s>d a.x>b a.y>c b>d c>d d>end",
                "waits for all of 3 links, and at most 2 ever bring a token, "
                    + "since \"a\" ends with only one of \"x\", \"y\""
            ),
            (
                "a:x,y,z b/2 | a.x>b a.y>b a.z>b b>end",
                "waits for 2 of 3 links, and at most one of them ever brings a token, "
                    + "since \"a\" ends with only one of \"x\", \"y\", \"z\""
            ),
            ("a b/3 | a>b b>end", "waits for 3 links, and 1 lead to \"b\""),
            (
                "a b& c:x,y | a>b b>c c.x>b c.y>end",
                "waits for \"c\", where nothing comes from before it began"
            ),
            // An expired task excludes every answer.
            (
                "a@:x b& | a.x>b a.expired>b b>end",
                "waits for all of 2 links, and at most one of them ever brings a token, "
                    + "since \"a\" ends with only one of \"x\", \"expired\""
            ),
        ] as [(String, String)]
    )
    func `D11 joins that can never complete are refused`(text: String, reason: String) {
        let problems = Shorthand.problems(text)
        #expect(problems.count == 1)
        let begin = "join: the join can never complete: it \(reason);"
        #expect(problems.first?.contains(begin) == true, "\(problems)")
    }

    @Test func `a join behind one that never completes is not blamed`() {
        let text = "a:x,y b& s c& | a.x>b a.y>b b>c s>c c>end"
        #expect(Shorthand.problems(text).count == 1)
    }

    @Test func `escalations come in order and before the deadline`() {
        var definition = Shorthand.definition("a@ | a>end a.expired>end")
        definition.processes[0].escalations = [
            ProcessEscalation(after: .seconds(10), role: "lead"),
            ProcessEscalation(after: .seconds(10), role: "head"),
            ProcessEscalation(after: .seconds(60), role: "boss"),
        ]
        let check = DefinitionCheck(modules: Shorthand.modules)
        #expect(
            check.problems(in: definition).map(\.text) == [
                "$.processes[0].escalations[1].after: the escalation before it is no earlier; "
                    + "write escalations in the order of their times",
                "$.processes[0].escalations[2].after: the deadline is over after 1m; "
                    + "escalate before it",
            ]
        )
    }

    @Test func `mistakes of writing hide none of meaning, and are told once`() throws {
        let value = try JSONReader.value(
            #"{"id": "d", "processes": [{"id": "a", "module": "plian", "deadline": "1y"}, "#
                + #"{"id": "a", "module": "plain"}], "links": [{"from": "a", "to": "b"}, "#
                + #"{"from": 1, "to": "end"}]}"#
        )
        let check = DefinitionCheck(modules: Shorthand.modules)
        #expect(
            check.read(value).problems.map(\.text)
                == [
                    "$.processes[0].deadline: unknown unit \"y\" of a duration; "
                        + "known are \"ns\", \"us\", \"ms\", \"s\", \"m\", \"h\"",
                    "$.processes[0].module: there is no module \"plian\"; did you mean \"plain\"?",
                    "$.processes[1].id: the id \"a\" is taken by processes[0]; "
                        + "each process of a definition has an id of its own",
                    "$.links[0].to: there is no process \"b\"; known are \"a\", \"end\", "
                        + "\"terminate\"",
                    "$.links[1].from: expected a string, found 1",
                ]
        )
    }

    @Test func `the largest definition is checked in no time`() {
        let count = 1_000
        var definition = ProcessDefinition(id: "d")
        for place in 0..<count {
            let isLast = place == count - 1
            definition.processes.append(
                ProcessNode(
                    id: "p\(place)",
                    kind: .scenario,
                    outcomes: ["x", "y"],
                    module: "plain",
                    join: place == 0 || place % 3 == 0 ? .each : .all
                )
            )
            for (number, outcome) in ["x", "x", "y", "y"].enumerated() {
                let next = place + 1 + number
                definition.links.append(
                    ProcessLink(
                        from: "p\(place)",
                        outcome: outcome,
                        target: isLast || next >= count ? .end(result: nil) : .process("p\(next)")
                    )
                )
            }
        }
        let check = DefinitionCheck(modules: Shorthand.modules)
        let clock = ContinuousClock()
        let start = clock.now
        let problems = check.problems(in: definition)
        #expect(!problems.isEmpty)
        #expect(clock.now - start < .seconds(20))
    }
}
