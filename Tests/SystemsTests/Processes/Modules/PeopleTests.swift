import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Systems
import Testing

/// People: who is asked, who decides, how long that takes.
struct PeopleTests {
    private static let asked: JSONObject = ["role": "operator"]
    private static let outcomes = ["confirmed", "rejected"]

    /// A role that takes ten seconds for a task.
    private func box(
        count: Int? = nil,
        confirmed: UInt64 = 100,
        rejected: UInt64 = 0,
        seconds: Int64 = 10
    ) -> ModuleBox {
        let shares = [confirmed, rejected].map { Probability(numerator: $0, denominator: 100) }
        let chances = Probability.inTurn(shares) ?? []
        return ModuleBox(
            people: [
                PeopleSettings(role: "operator", count: count, outcomes: Self.outcomes),
                PeopleSettings(role: "technologist"), PeopleSettings(role: "lead", count: 0),
            ],
            outcomes: zip(Self.outcomes, chances).map { outcome, chance in
                (PeopleSettings.outcomeName(outcome, of: "operator"), chance)
            },
            times: [
                (PeopleSettings.timeName(of: "operator"), .constant(seconds * 1_000_000_000)),
                (PeopleSettings.timeName(of: "technologist"), .constant(5_000_000_000)),
            ]
        )
    }

    private func ask(_ box: ModuleBox, _ instance: String, at second: Double = 0) {
        let result = box.run(
            "human",
            Self.asked,
            outcomes: Self.outcomes,
            instance: instance,
            at: second
        )
        #expect(result == "waitsForAnswer")
    }

    @Test func `somebody decides after the time of the role`() {
        let box = box()
        ask(box, "i")
        box.pass(until: 9.9)
        #expect(box.desk.lines == [])
        #expect(box.people.openQuestions == 1)
        box.pass(until: 10)
        #expect(box.desk.lines == ["i/0/0 confirmed by operator"])
        box.people.withdraw("i", StepID(node: 0, visit: 0))
        #expect(box.people.openQuestions == 0)
    }

    @Test func `a question that is asked again is the same question`() {
        let box = box()
        for second in [0.0, 1, 2] { ask(box, "i", at: second) }
        box.pass(until: 60)
        #expect(box.desk.lines.count == 1)
    }

    @Test func `people do one task at a time, in the order of the questions`() {
        let box = box(count: 2)
        for number in 0..<5 { ask(box, "i\(number)") }
        box.pass(until: 10)
        #expect(
            box.desk.lines == ["i0/0/0 confirmed by operator-1", "i1/0/0 confirmed by operator-2"]
        )
        box.pass(until: 20)
        #expect(box.desk.lines.count == 4)
        box.pass(until: 30)
        #expect(box.desk.lines.last == "i4/0/0 confirmed by operator-1")
    }

    @Test func `what is withdrawn is not decided, and takes nobody's time if nobody has begun`() {
        let box = box(count: 1)
        for number in 0..<3 { ask(box, "a/i\(number)") }
        box.pass(until: 5)
        box.people.withdraw("a/i0", StepID(node: 0, visit: 0))
        box.people.withdraw("a/i1", StepID(node: 0, visit: 0))
        box.people.withdraw("a/i1", StepID(node: 0, visit: 0))
        #expect(box.people.openQuestions == 1)
        box.pass(until: 60)
        #expect(box.desk.lines == ["a/i2/0/0 confirmed by operator-1"])
    }

    @Test func `D6 what is refused, or never decided, is never taken for confirmed`() {
        let refusing = box()
        refusing.desk.notes.withLock { $0.refuses = true }
        ask(refusing, "i")
        refusing.pass(until: 60)
        #expect(refusing.desk.lines.count == 1)
        #expect(refusing.meters.lines == [])
        let silent = box(confirmed: 0)
        ask(silent, "i")
        silent.pass(until: 3600)
        #expect(silent.desk.lines == [])
        #expect(silent.people.openQuestions == 1)
    }

    @Test func `an answer is handed in until somebody takes it`() {
        let box = box()
        box.desk.notes.withLock { $0.isAway = true }
        ask(box, "i")
        box.pass(until: 30)
        #expect(box.desk.lines == [])
        box.desk.notes.withLock { $0.isAway = false }
        box.pass(until: 31)
        #expect(box.desk.lines == ["i/0/0 confirmed by operator"])
    }

    @Test func `outcomes have their shares, and another instance moves none of them`() {
        func decisions(_ numbers: [Int]) -> [String] {
            let box = box(confirmed: 60, rejected: 30)
            for number in numbers { ask(box, "i\(number)") }
            box.pass(until: 60)
            return box.desk.lines.sorted()
        }
        let all = decisions(Array(0..<400))
        let confirmed = all.count { $0.contains("confirmed") }
        #expect((210...270).contains(confirmed))
        #expect((95...145).contains(all.count - confirmed))
        let some = decisions(Array(0..<400).filter { $0 % 7 == 0 })
        #expect(some.allSatisfy(all.contains))
        #expect(some.count > 40)
    }

    @Test func `a role without people has tasks that are counted, and another may be asked, too`() {
        let box = box()
        box.run("human", ["role": "lead"], outcomes: Self.outcomes)
        box.run("human", ["role": "lead"], outcomes: Self.outcomes, role: "operator")
        box.run("human", ["role": "unheard-of"], outcomes: Self.outcomes, instance: "j")
        #expect(box.people.openQuestions == 2)
        box.pass(until: 60)
        #expect(box.desk.lines == ["i/0/0 confirmed by operator"])
        box.people.withdraw("i", StepID(node: 0, visit: 0))
        #expect(box.people.openQuestions == 0)
    }

    @Test func `a repair sets its variables when it is done`() {
        let box = box()
        let settings: JSONObject = ["assign": ["heat": 20, "repairs": "repairs + 1"]]
        #expect(box.run("repair", settings, ["repairs": 2]) == "waitsForAnswer")
        box.pass(until: 5)
        #expect(box.desk.lines == [#"i/0/0 done by technologist {"heat":20,"repairs":3}"#])
        #expect(
            box.meters.lines.contains(
                "processes_decisions{role=technologist,outcome=done} 1"
            )
        )
    }

    @Test func `a decision changes criteria once, by the outcome that it belongs to`() {
        let box = box(count: 1, confirmed: 0, rejected: 100)
        let criteria = ProcessNode(
            id: "c",
            module: "criteria",
            settings: ["criteria": [["reading": "heat", "above": 80]]]
        )
        let settings: JSONObject = [
            "role": "operator",
            "adjust": [
                ["process": "c", "criterion": "heat", "by": 2.5, "on": "rejected"],
                ["process": "c", "criterion": "heat", "to": 1, "on": "confirmed"],
            ],
        ]
        for instance in ["i", "j"] {
            box.run(
                "human",
                settings,
                outcomes: Self.outcomes,
                instance: instance,
                others: [criteria]
            )
        }
        box.pass(until: 60)
        let record = box.perform(at: 60) { box in
            JSONWriter.compact(try await box.configuration.record(of: "d").json)
        }
        #expect(
            record
                == #"{"revision":2,"criteria":{"c":{"heat":85}},"recipients":{},"changes":["#
                + #"{"at":10000000000,"author":"operator-1","key":"i/0/0","criteria":{"c":{"heat":82.5}}},"#
                + #"{"at":20000000000,"author":"operator-1","key":"j/0/0","criteria":{"c":{"heat":85}}}]}"#
        )
    }
}
