import Infrastructure
import JSON
import Testing

@testable import Systems

/// Instances, events, tasks and incidents over HTTP.
struct ApiInstanceTests {
    /// A review whose failures have no way out, then a script.
    static let review = ProcessDefinition(
        id: "review",
        timeToLive: .seconds(7200),
        processes: [
            ProcessNode(
                id: "operator",
                kind: .scenario,
                outcomes: ["confirmed", "rejected"],
                module: "human",
                settings: ["role": "operator", "question": "Is {pump} broken?"],
                deadline: .seconds(3600),
                escalations: [ProcessEscalation(after: .seconds(600), role: "lead")],
                attempts: 1
            ),
            ProcessNode(
                id: "mend",
                module: "script",
                settings: ["assign": ["mended": true]],
                attempts: 2
            ),
        ],
        links: [
            ProcessLink(from: "operator", outcome: "confirmed", target: .process("mend")),
            ProcessLink(from: "operator", outcome: "rejected", target: .end(result: "no")),
            ProcessLink(from: "operator", outcome: "expired", target: .end(result: "late")),
            ProcessLink(from: "mend", target: .end(result: "repaired")),
        ]
    )

    static func box(_ ids: String...) -> ApiBox {
        let box = ApiBox([review])
        for id in ids { box.post("/instances", ["definition": "review", "id": .string(id)]) }
        return box
    }

    @Test func `an instance is started once, however often the request comes`() {
        let box = ApiBox([Self.review])
        let body: JSONValue = [
            "definition": "review", "id": "r1", "key": "pump", "variables": ["x": 1],
        ]
        let reply = #"201 {"id":"r1","definition":"review","key":"pump"}"#
        #expect(box.post("/instances", body) == reply)
        #expect(box.reply?.headers == [HTTPHeader("Location", "/instances/r1")])
        #expect(box.post("/instances", body) == reply)
        #expect(box.get("/instances/r1/variables") == #"200 {"x":1}"#)
        #expect(box.tasks == "1 accepted")
    }

    @Test func `an instance without an id gets one`() {
        let box = ApiBox([Self.review])
        box.post("/instances", ["definition": "review"])
        let id = box.last("$.id")?.string ?? ""
        #expect(id.utf8.count == 36)
        box.get("/instances/\(id)")
        #expect(box.last("$.status") == "running")
        #expect(box.last("$.key") == .null)
    }

    @Test func `a request that asks for nothing is refused and counted`() {
        let box = ApiBox([Self.review])
        box.post("/instances", ["definition": "reviews"])
        #expect(
            box.error == #"404 not-found: there is no published definition "reviews""#
        )
        box.post("/instances", ["definition": 5, "id": "a b", "varables": [:]])
        #expect(box.status == 422)
        #expect(box.last("$.detail")?.array?.count == 3)
        box.post("/events", ["id": "e1", "definition": "reviews", "key": "k"])
        #expect(box.status == 404)
        #expect(box.tasks == "3 rejected")
    }

    @Test func `an instance of another definition keeps its id`() {
        var other = Self.review
        other.id = "other"
        let box = ApiBox([Self.review, other])
        box.post("/instances", ["definition": "review", "id": "r1"])
        box.post("/instances", ["definition": "other", "id": "r1"])
        #expect(box.error == #"409 id-taken: the instance "r1" is of another definition"#)
    }

    @Test func `an event goes to the instance of its key, and begins one where there is none`() {
        let box = ApiBox([Self.review])
        let event: JSONValue = [
            "id": "e1", "definition": "review", "key": "pump", "readings": ["heat": 90],
        ]
        let first = #"200 {"instance":"e1","started":true}"#
        #expect(box.post("/events", event) == first)
        let second: JSONValue = [
            "id": "e2", "definition": "review", "key": "pump", "readings": ["heat": 95, "n": 2],
        ]
        #expect(box.post("/events", second) == #"200 {"instance":"e1","started":false}"#)
        #expect(box.post("/events", event) == first)
        #expect(box.get("/instances/e1/variables") == #"200 {"heat":95,"n":2}"#)
        box.get("/instances/e1/history")
        #expect(box.last("$.total") == 2)
        #expect(box.last("$.items[1].event") == "e2")
        #expect(box.tasks == "1 accepted")
    }

    @Test func `what an instance waits for is shown by name`() {
        let box = Self.box("r1")
        box.get("/instances/r1")
        #expect(box.last("$.steps[0].state") == "ready")
        box.asks("r1", "operator")
        box.get("/instances/r1")
        #expect(box.last("$.steps[0].id") == "r1:operator:0")
        #expect(box.last("$.steps[0].state") == "waits-for-answer")
        #expect(box.last("$.steps[0].deadline") == "2025-01-01T01:00:00Z")
        #expect(box.last("$.closesAt") == "2025-01-01T02:00:00Z")
    }

    @Test func `an instance is paused, resumed and cancelled by name`() {
        let box = Self.box("r1")
        box.asks("r1", "operator")
        box.post("/instances/r1/pause", ["author": "ann"])
        #expect(box.last("$.paused") == true)
        box.post("/tasks/r1:operator:0/decision", ["outcome": "rejected", "author": "bob"])
        #expect(box.error == "409 instance-paused: the instance is paused")
        box.ask(.post, "/instances/r1/resume")
        #expect(box.last("$.paused") == false)
        box.post("/instances/r1/cancel", ["author": "ann"])
        #expect(box.last("$.status") == "cancelled")
        box.ask(.post, "/instances/r1/pause")
        #expect(box.error == "409 instance-over: the instance is over: cancelled")
        box.get("/instances/r1/history")
        let kinds = box.last("$.items")?.array?.map { $0["kind"]?.string ?? "" }
        #expect(kinds == ["started", "waits", "paused", "resumed", "cancelled"])
        #expect(box.last("$.items[2].author") == "ann")
        #expect(box.last("$.items[3].author") == "api")
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    @Test func `variables can be changed while an instance runs`() {
        let box = Self.box("r1")
        let reply = box.ask(.patch, "/instances/r1/variables", .json(["variables": ["a": 1]]))
        #expect(reply == #"200 {"a":1}"#)
        box.ask(.patch, "/instances/r1/variables", .json(["a": 1]))
        #expect(box.status == 422)
        #expect(box.get("/instances/none/variables").hasPrefix("404 "))
    }

    @Test func `lists have pages and filters, the newest first`() {
        let box = Self.box("a", "b", "c", "d", "e")
        box.post("/events", ["id": "f", "definition": "review", "key": "pump"])
        box.ask(.post, "/instances/b/cancel")
        func ids(_ query: String) -> [String] {
            box.get("/instances?\(query)")
            return box.last("$.items")?.array?.compactMap { $0["id"]?.string } ?? ["?"]
        }
        #expect(ids("") == ["f", "e", "d", "c", "b", "a"])
        #expect(ids("size=2&page=2") == ["d", "c"])
        #expect(box.last("$.total") == 6)
        #expect(box.last("$.pages") == 3)
        #expect(ids("size=4&page=2") == ["b", "a"])
        #expect(ids("size=4&page=3") == [])
        #expect(ids("status=cancelled") == ["b"])
        #expect(ids("status=running&definition=review&size=1") == ["f"])
        #expect(box.last("$.total") == 5)
        #expect(ids("key=pump") == ["f"])
        #expect(ids("definition=other") == [])
        box.get("/instances?status=done&page=0&size=1001")
        #expect(box.status == 422)
        #expect(box.last("$.detail")?.array?.count == 3)
    }
}
