import JSON
import Systems
import Testing

/// What each module makes of a step, apart from people, whose tests are their own.
struct ModuleTests {
    @Test func `every module has its own name, which fits a queue`() {
        let names = ModuleCatalogue.names
        #expect(
            names == [
                "criteria", "decision", "human", "mail", "http", "script", "delay", "repair",
                "process",
            ]
        )
        for name in names { #expect(ModuleCatalogue.module(name)?.name == name) }
        #expect(ModuleCatalogue.module("nobody") == nil)
    }

    // MARK: - Criteria

    private static let criteria: JSONObject = [
        "criteria": [
            ["reading": "heat", "above": 80], ["reading": "load.mean", "atLeast": 0.5],
            ["reading": "oil", "below": 3, "name": "oil-level"], ["reading": "age", "atMost": 9],
        ]
    ]

    static let readings: [(JSONObject, String)] = [
        (["heat": 81, "load": ["mean": 0.5], "oil": 2, "age": 9], "done"),
        (["heat": 80, "load": ["mean": 0.5], "oil": 2, "age": 9], "waitsForEvent"),
        (["heat": 81, "load": ["mean": 0.4], "oil": 2, "age": 9], "waitsForEvent"),
        (["heat": 81, "load": ["mean": 0.5], "oil": 3, "age": 9], "waitsForEvent"),
        (["heat": 81, "load": ["mean": 0.5], "oil": 2, "age": 9.5], "waitsForEvent"),
        (["heat": 81, "load": ["mean": 0.5], "oil": 2], "waitsForEvent"),
        (["heat": "81", "load": ["mean": 0.5], "oil": 2, "age": 9], "waitsForEvent"),
    ]

    @Test(arguments: readings)
    func `criteria are met by readings beyond all thresholds`(
        _ readings: JSONObject,
        _ result: String
    ) {
        #expect(ModuleBox().run("criteria", Self.criteria, readings) == result)
    }

    @Test func `one criterion is enough where any may match, and an outcome says that none does`() {
        let box = ModuleBox()
        var settings = Self.criteria
        settings["match"] = "any"
        #expect(box.run("criteria", settings, ["heat": 1, "age": 1]) == "done")
        #expect(box.run("criteria", settings, ["heat": 1, "age": 10]) == "waitsForEvent")
        settings["otherwise"] = "fine"
        let outcomes = ["fine", "defect"]
        settings["outcome"] = "defect"
        #expect(box.run("criteria", settings, ["heat": 1], outcomes: outcomes) == "fine")
        #expect(box.run("criteria", settings, ["heat": 99], outcomes: outcomes) == "defect")
    }

    @Test func `a threshold that is changed counts from the next step on`() {
        let box = ModuleBox()
        let settings: JSONObject = ["criteria": [["reading": "heat", "above": 80]]]
        #expect(box.run("criteria", settings, ["heat": 85]) == "done")
        box.perform { box in
            let change = ThresholdChange(process: "p", criterion: "heat", amount: .to(85))
            try await box.configuration.change(
                "d",
                thresholds: [change],
                author: "engineer",
                key: nil
            )
            return ""
        }
        #expect(box.run("criteria", settings, ["heat": 85]) == "waitsForEvent")
        #expect(box.run("criteria", settings, ["heat": 86]) == "done")
    }

    // MARK: - Decisions, scripts, delays, sub-processes

    private static let rules: JSONObject = [
        "rules": [
            ["if": "heat > 90", "then": "stop"], ["if": "heat > 80 and not known", "then": "ask"],
        ]
    ]

    @Test func `D1 the first rule that holds wins, else the default, else it is an incident`() {
        let box = ModuleBox()
        let outcomes = ["stop", "ask", "go on"]
        var settings = Self.rules
        let incident =
            "final failure: Expected at least one condition to evaluate to true, or to have a "
            + "default flow"
        #expect(
            box.run("decision", settings, ["heat": 95, "known": false], outcomes: outcomes)
                == "stop"
        )
        #expect(
            box.run("decision", settings, ["heat": 85, "known": false], outcomes: outcomes)
                == "ask"
        )
        // A rule over what is not there holds for nothing.
        #expect(box.run("decision", settings, ["heat": 85], outcomes: outcomes) == incident)
        settings["otherwise"] = "go on"
        #expect(box.run("decision", settings, ["heat": 85], outcomes: outcomes) == "go on")
        #expect(box.run("decision", settings, outcomes: outcomes) == "go on")
    }

    @Test func `a script assigns in order, and later lines see earlier ones`() {
        let settings: JSONObject = [
            "assign": ["sum": "a + b", "twice": "sum * 2", "list": [1, "a"], "round": "visit + 1"]
        ]
        let result = ModuleBox().run("script", settings, ["a": 2, "b": 3], visit: 4)
        #expect(result == #"done {"sum":5,"twice":10,"list":[1,"a"],"round":5}"#)
    }

    @Test func `a delay waits for its time`() {
        #expect(ModuleBox().run("delay", ["for": "1h30m"]) == "waits(5400.0 seconds)")
    }

    @Test func `a sub-process gets all variables, or those of its input`() {
        let box = ModuleBox()
        let variables: JSONObject = ["a": 1, "b": 2]
        #expect(box.run("process", ["definition": "c"], variables) == #"starts c {"a":1,"b":2}"#)
        let settings: JSONObject = ["definition": "c", "input": ["x": "a + b"]]
        #expect(box.run("process", settings, variables) == #"starts c {"x":3}"#)
    }

    // MARK: - Mails

    private static let mail: JSONObject = [
        "role": "operator", "subject": "Defect of {pump}", "body": "{heat} degrees",
    ]

    private func outbox(_ box: ModuleBox) -> [String] {
        box.mailServer.outbox(offset: 0, limit: 10).entries.map { entry in
            "\(entry.mail.recipients.joined(separator: ",")): \(entry.mail.subject)"
        }
    }

    @Test func `a mail is rendered and goes once to its role, however often it is sent`() {
        let box = ModuleBox()
        for _ in 0..<3 {
            #expect(box.run("mail", Self.mail, ["pump": "p-1", "heat": 85]) == "done")
        }
        #expect(outbox(box) == ["operator@example.org: Defect of p-1"])
        #expect(box.mailServer.sent == 1)
        #expect(box.mailServer.repeats == 2)
        #expect(box.mailServer.outbox(offset: 0, limit: 1).entries.first?.mail.body == "85 degrees")
        #expect(box.meters.lines == ["processes_mails{role=operator} 1"])
        box.run("mail", Self.mail, ["pump": "p-1"], visit: 1)
        #expect(box.mailServer.sent == 2)
    }

    @Test func `who gets a mail follows the configuration, the settings and the role`() {
        let box = ModuleBox()
        func configure(_ subject: RecipientsChange.Subject, _ addresses: [String]?) {
            box.perform { box in
                try await box.configuration.change(
                    "d",
                    recipients: [RecipientsChange(subject, addresses)],
                    author: "admin",
                    key: nil
                )
                return ""
            }
        }
        var settings = Self.mail
        var visit = 0
        func recipients(role: String? = nil) -> String? {
            visit += 1
            box.run("mail", settings, visit: visit, role: role)
            return box.mailServer.outbox(offset: 0, limit: 1).entries.first?.mail.recipients
                .joined(separator: ",")
        }
        configure(.role("operator"), ["a@x", "b@x"])
        #expect(recipients() == "a@x,b@x")
        settings["to"] = ["c@x"]
        #expect(recipients() == "c@x")
        #expect(recipients(role: "lead") == "lead@example.org")
        configure(.process("p"), ["d@x"])
        #expect(recipients() == "d@x")
        configure(.process("p"), nil)
        #expect(recipients() == "c@x")
        configure(.process("p"), [])
        #expect(
            box.run("mail", settings, visit: 99)
                == "final failure: nobody gets the mails of p: configure recipients, and retry"
        )
    }

    @Test func `the outbox keeps the latest mails, newest first, in pages`() {
        let box = ModuleBox(kept: 3)
        for visit in 0..<10 { box.run("mail", ["role": "r", "subject": "{visit}"], visit: visit) }
        let page = box.mailServer.outbox(offset: 1, limit: 1)
        #expect(page.entries.map(\.mail.subject) == ["8"])
        #expect(page.total == 3)
        #expect(box.mailServer.sent == 10)
        #expect(box.mailServer.outbox(offset: 0, limit: 9) { $0.subject == "7" }.total == 1)
    }
}
