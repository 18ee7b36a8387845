import Infrastructure
import JSON
import Systems
import Testing

struct ModuleCheckTests {
    @Test(
        arguments: [
            (
                "plan", [:],
                ["$.processes[0].module: there is no module \"plan\"; did you mean \"plain\"?"]
            ),
            ("set", [:], ["$.processes[0].settings: missing key \"who\""]),
            (
                "set", ["whom": "x", "after": 5, "how": "wel", "often": 0.5],
                [
                    "$.processes[0].settings.whom: unknown key \"whom\"; did you mean \"who\"?",
                    "$.processes[0].settings.after: a duration needs a unit, found 5; "
                        + "write \"60s\", or another of ns, us, ms, s, m, h",
                    "$.processes[0].settings.how: unknown name \"wel\"; did you mean \"well\"?",
                    "$.processes[0].settings.often: expected a whole number from 1 to "
                        + "1000000000, found 0.5",
                ]
            ),
            (
                "set", ["who": "nobody"],
                ["$.processes[0].settings.who: nobody does nothing; write somebody"]
            ),
            ("set", ["who": "somebody"], []),
        ] as [(String, JSONObject, [String])]
    )
    func `modules and their settings are checked`(
        module: String,
        settings: JSONObject,
        problems: [String]
    ) {
        var definition = Shorthand.definition("a | a>end")
        definition.processes[0].module = module
        definition.processes[0].settings = settings
        let check = DefinitionCheck(modules: Shorthand.modules)
        #expect(check.problems(in: definition).map(\.text) == problems)
    }

    private static func starting(_ other: String, as id: String) -> ProcessDefinition {
        var definition = Shorthand.definition("a | a>end", id: id)
        definition.processes[0].module = "sub"
        definition.processes[0].settings = ["definition": .string(other)]
        return definition
    }

    @Test func `D11 cycles of sub-processes are refused`() {
        let others = [Self.starting("third", as: "second"), Self.starting("first", as: "third")]
        let check = DefinitionCheck(modules: Shorthand.modules, others: others)
        let path = "$.processes[0].settings.definition"
        #expect(
            check.problems(in: Self.starting("second", as: "first")).map(\.text) == [
                "\(path): a cycle of sub-processes: first → second → third → first; "
                    + "no definition can start itself"
            ]
        )
        #expect(
            check.problems(in: Self.starting("self", as: "self")).map(\.text) == [
                "\(path): a cycle of sub-processes: self → self; no definition can start itself"
            ]
        )
        #expect(
            check.problems(in: Self.starting("secnd", as: "fourth")).map(\.text) == [
                "\(path): there is no definition \"secnd\"; did you mean \"second\"?"
            ]
        )
        #expect(check.problems(in: Self.starting("second", as: "fourth")) == [])
    }
}
