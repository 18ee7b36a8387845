import Infrastructure
import JSON
import Testing

@testable import Systems

/// Thresholds, recipients and mails over HTTP.
struct ApiConfigurationTests {
    private static let watch: JSONValue = [
        "id": "watch",
        "processes": [
            [
                "id": "heat", "module": "criteria",
                "settings": ["criteria": [["reading": "heat", "above": 80]]],
            ],
            [
                "id": "engineer", "kind": "scenario", "outcomes": ["adjust", "leave"],
                "module": "human", "settings": ["role": "engineer"],
            ],
            ["id": "tell", "module": "mail", "settings": ["role": "lead", "subject": "Hot"]],
        ],
        "links": [
            ["from": "heat", "to": "engineer"],
            ["from": "engineer", "outcome": "adjust", "to": "tell"],
            ["from": "engineer", "outcome": "leave", "to": "end"], ["from": "tell", "to": "end"],
        ],
    ]

    private static func box() -> ApiBox {
        let box = ApiBox()
        box.post("/definitions?publish=true", watch)
        return box
    }

    @Test func `what can be configured is shown with what holds`() {
        let box = Self.box()
        box.get("/definitions/watch/configuration")
        let criterion: JSONValue = [
            "process": "heat", "criterion": "heat", "comparison": "above", "threshold": 80,
            "default": 80,
        ]
        #expect(box.last("$.criteria") == [criterion])
        let recipients: JSONValue = [
            ["process": "tell", "addresses": nil], ["role": "engineer", "addresses": nil],
            ["role": "lead", "addresses": nil],
        ]
        #expect(box.last("$.recipients") == recipients)
        #expect(box.last("$.revision") == 0)
    }

    @Test func `a threshold is set, and changed by an amount, once for each key`() {
        let box = Self.box()
        let path = "/definitions/watch/criteria/heat/heat"
        box.ask(.put, path, .json(["to": 90.5, "author": "eve"]))
        #expect(box.last("$.criteria[0].threshold") == 90.5)
        for _ in 0..<3 { box.ask(.put, path, .json(["by": -5, "author": "eve", "key": "k"])) }
        #expect(box.last("$.criteria[0].threshold") == 85.5)
        #expect(box.last("$.criteria[0].default") == 80)
        #expect(box.last("$.revision") == 2)
        #expect(box.last("$.changes[0].author") == "eve")
        #expect(box.last("$.changes[0].at") == "2025-01-01T00:00:00Z")
    }

    @Test func `who gets mails is set by process and by role, and taken back`() {
        let box = Self.box()
        let process = "/definitions/watch/recipients/processes/tell"
        let role = "/definitions/watch/recipients/roles/lead"
        box.ask(.put, process, .json(["addresses": ["a@x", "b@x"]]))
        #expect(box.last("$.recipients[0].addresses") == ["a@x", "b@x"])
        box.ask(.put, role, .json(["addresses": ["c@x"], "author": "eve"]))
        #expect(box.last("$.recipients[2].addresses") == ["c@x"])
        box.ask(.delete, process)
        #expect(box.last("$.recipients[0].addresses") == .null)
        box.ask(.delete, role, .json(["author": "eve"]))
        #expect(box.last("$.recipients[2].addresses") == .null)
        #expect(box.last("$.revision") == 4)
    }

    static let refused: [(String, JSONValue, Int)] = [
        ("watch/criteria/heat/heet", ["to": 1], 404),
        ("watch/criteria/tell/heat", ["to": 1], 404),
        ("none/criteria/heat/heat", ["to": 1], 404),
        ("watch/criteria/heat/heat", ["to": "1"], 422),
        ("watch/criteria/heat/heat", ["to": 1, "by": 1], 422),
        ("watch/criteria/heat/heat", [:], 422),
        ("watch/recipients/processes/heat", ["addresses": ["a"]], 404),
        ("watch/recipients/roles/boss", ["addresses": ["a"]], 404),
        ("watch/recipients/roles/lead", ["addresses": [""]], 422),
        ("watch/recipients/roles/lead", ["addresses": "a"], 422),
        ("watch/recipients/roles/lead", [:], 422),
    ]

    @Test(arguments: refused.indices)
    func `what cannot be configured is refused, and nothing changes`(_ place: Int) {
        let box = Self.box()
        let (path, body, status) = Self.refused[place]
        box.ask(.put, "/definitions/\(path)", .json(body))
        #expect(box.status == status)
        box.get("/definitions/watch/configuration")
        #expect(box.last("$.revision") == 0)
    }

    private static func asked() -> ApiBox {
        let box = Self.box()
        box.post("/instances", ["definition": "watch", "id": "w"])
        box.put("w", "heat") { .ended($0, outcome: 0, assigning: [:], by: nil) }
        box.asks("w", "engineer")
        return box
    }

    @Test func `a decision changes criteria for later events, once`() {
        let box = Self.asked()
        let answer: JSONValue = [
            "outcome": "adjust", "author": "eve", "key": "k",
            "criteria": [["process": "heat", "criterion": "heat", "by": 10]],
        ]
        let reply = box.post("/tasks/w:engineer:0/decision", answer)
        #expect(box.status == 200)
        #expect(box.post("/tasks/w:engineer:0/decision", answer) == reply)
        box.get("/definitions/watch/configuration")
        #expect(box.last("$.criteria[0].threshold") == 90)
        #expect(box.last("$.changes[0].author") == "eve")
    }

    @Test func `a decision about criteria that there are not decides nothing`() {
        let box = Self.asked()
        let answer: JSONValue = [
            "outcome": "adjust", "author": "eve",
            "criteria": [
                ["process": "heat", "criterion": "heet", "by": 10],
                ["process": "heat", "criterion": "heat"],
            ],
        ]
        box.post("/tasks/w:engineer:0/decision", answer)
        #expect(box.status == 422)
        #expect(box.last("$.detail[0].loc") == ["body", "criteria", 0])
        #expect(box.last("$.detail[1].loc") == ["body", "criteria", 1])
        box.get("/tasks")
        #expect(box.last("$.total") == 1)
    }

    @Test func `the outbox is read with pages and filters`() {
        let box = Self.box()
        for (place, role) in ["lead", "boss", "lead"].enumerated() {
            let mail = Mail(
                id: "w/2/\(place)",
                definition: "watch",
                process: "tell",
                instance: "w",
                role: role,
                recipients: ["\(role)@x"],
                subject: "Hot \(place)",
                body: ""
            )
            _ = box.mails.answer(HTTPRequest(.post, MailServer.path, body: .json(mail.json)))
        }
        box.get("/mails?size=2")
        #expect(box.last("$.items[0].subject") == "Hot 2")
        #expect(box.last("$.items[0].sentAt") == "2025-01-01T00:00:00Z")
        #expect(box.last("$.pages") == 2)
        box.get("/mails?role=boss&to=boss@x&instance=w&process=tell&definition=watch")
        #expect(box.last("$.total") == 1)
        box.get("/mails?to=nobody@x")
        #expect(box.last("$.total") == 0)
        box.get("/mails/w%2F2%2F1")
        #expect(box.last("$.to") == ["boss@x"])
        box.get("/mails/w")
        #expect(box.status == 404)
    }

    @Test func `the modules say what they take`() {
        let box = ApiBox()
        box.get("/modules")
        let names = box.last("$.items")?.array?.compactMap { $0["name"]?.string }
        #expect(names == ModuleCatalogue.names)
        #expect(box.last("$.items[0].settings[0].required") == true)
    }
}
