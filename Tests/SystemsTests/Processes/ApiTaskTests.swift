import Infrastructure
import JSON
import Testing

@testable import Systems

/// Questions to people over HTTP.
struct ApiTaskTests {
    private static func asked(_ ids: String...) -> ApiBox {
        let box = ApiInstanceTests.box()
        for (place, id) in ids.enumerated() {
            let body: JSONValue = ["definition": "review", "id": .string(id)]
            box.post("/instances", body, at: Double(place))
            box.asks(id, "operator")
        }
        return box
    }

    private static func ids(_ box: ApiBox, _ query: String) -> [String] {
        box.get("/tasks?\(query)")
        return box.last("$.items")?.array?.compactMap { $0["id"]?.string } ?? ["?"]
    }

    @Test func `whoever waits longest comes first`() {
        let box = Self.asked("a", "b", "c")
        #expect(Self.ids(box, "") == ["a:operator:0", "b:operator:0", "c:operator:0"])
        #expect(Self.ids(box, "size=1&page=3") == ["c:operator:0"])
        #expect(box.last("$.total") == 3)
        #expect(Self.ids(box, "role=operator&definition=review&instance=b") == ["b:operator:0"])
        #expect(Self.ids(box, "role=lead") == [])
        #expect(Self.ids(box, "status=decided") == [])
        box.get("/tasks?status=undecided")
        #expect(box.status == 422)
    }

    @Test func `a task says what it is about`() {
        let box = Self.asked("a")
        let reply = box.get("/tasks/a:operator:0")
        let expected =
            #"200 {"id":"a:operator:0","instance":"a","definition":"review","version":1,"#
            + #""key":null,"process":"operator","visit":0,"status":"open","role":"operator","#
            + #""question":"Is  broken?","outcomes":["confirmed","rejected"],"since":"2025-01-01T00:00:00Z","#
            + #""deadline":"2025-01-01T01:00:00Z","variables":{}}"#
        #expect(reply == expected)
    }

    @Test func `a task that has escalated is the other role's`() {
        let box = Self.asked("a")
        box.put("a", "operator") { .escalated($0) }
        box.asks("a", "operator")
        #expect(Self.ids(box, "role=lead") == ["a:operator:0"])
        #expect(Self.ids(box, "role=operator") == [])
    }

    @Test func `D6 a second answer is refused with the first one's author`() {
        let box = Self.asked("a")
        let path = "/tasks/a:operator:0/decision"
        box.post(path, ["outcome": "confirmed", "author": "ann"])
        #expect(box.status == 200)
        box.post(path, ["outcome": "rejected", "author": "bob"])
        #expect(box.error == #"409 already-decided: ann was faster and decided "confirmed""#)
        #expect(box.last("$.detail.author") == "ann")
        #expect(box.last("$.detail.outcome") == "confirmed")
        box.get("/instances/a")
        #expect(box.last("$.steps[0].process") == "mend")
    }

    @Test func `D6 an answer after the deadline is refused`() {
        let box = Self.asked("a")
        box.put("a", "operator") { .deadline($0) }
        box.post("/tasks/a:operator:0/decision", ["outcome": "confirmed", "author": "ann"])
        #expect(box.error == "409 no-longer-asked: the question is over: expired")
        box.get("/instances/a")
        #expect(box.last("$.result") == "late")
        #expect(Self.ids(box, "status=expired") == ["a:operator:0"])
    }

    @Test func `D10 the same answer under the same key gets the same reply`() {
        let box = Self.asked("a")
        let path = "/tasks/a:operator:0/decision"
        let answer: JSONValue = [
            "outcome": "confirmed", "author": "ann", "key": "k1", "variables": ["seen": true],
        ]
        let first = box.post(path, answer)
        let expected =
            #"200 {"id":"a:operator:0","status":"decided","outcome":"confirmed","author":"ann"}"#
        #expect(first == expected)
        #expect(box.post(path, answer) == first)
        box.post(path, ["outcome": "confirmed", "author": "ann", "key": "k2"])
        #expect(box.status == 409)
        box.get("/instances/a/history")
        #expect(box.last("$.total") == 3)
        #expect(box.last("$.items[2].author") == "ann")
        #expect(box.last("$.items[2].variables") == ["seen": true])
    }

    @Test func `a decided task can be read`() {
        let box = Self.asked("a")
        box.post("/tasks/a:operator:0/decision", ["outcome": "rejected", "author": "ann"])
        box.get("/tasks/a:operator:0")
        #expect(box.last("$.status") == "decided")
        #expect(box.last("$.author") == "ann")
        #expect(Self.ids(box, "") == [])
        #expect(Self.ids(box, "status=decided&role=operator") == ["a:operator:0"])
    }

    @Test(
        arguments: [
            ("a:operator:0", ["outcome": "done", "author": "ann"], 422),
            ("a:operator:0", ["outcome": "expired", "author": "ann"], 422),
            ("a:operator:0", ["outcome": "confirmed"], 422),
            ("a:operator:0", ["outcome": "confirmed", "author": ""], 422),
            ("a:operator:0", ["outcome": "confirmed", "autor": "ann"], 422),
            ("a:operator:0", 5, 422),
            ("a:operator:1", ["outcome": "confirmed", "author": "ann"], 404),
            ("a:mend:0", ["outcome": "confirmed", "author": "ann"], 404),
            ("a:nobody:0", ["outcome": "confirmed", "author": "ann"], 404),
            ("b:operator:0", ["outcome": "confirmed", "author": "ann"], 404),
            ("a", ["outcome": "confirmed", "author": "ann"], 404),
        ] as [(String, JSONValue, Int)]
    )
    func `an answer to nothing, or of nobody, is refused and changes nothing`(
        _ task: String,
        _ body: JSONValue,
        _ status: Int
    ) {
        let box = Self.asked("a")
        box.post("/tasks/\(task)/decision", body)
        #expect(box.status == status)
        #expect(box.last("$.detail") != nil)
        #expect(Self.ids(box, "") == ["a:operator:0"])
    }

    @Test func `an outcome that there is not is answered with those that there are`() {
        let box = Self.asked("a")
        box.post("/tasks/a:operator:0/decision", ["outcome": "done", "author": "ann"])
        #expect(box.last("$.detail[0].loc") == ["body", "outcome"])
        #expect(box.last("$.detail[0].msg") == "Input should be 'confirmed' or 'rejected'")
    }
}
