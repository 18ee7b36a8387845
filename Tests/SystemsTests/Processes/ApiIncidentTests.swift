import Infrastructure
import JSON
import Testing

@testable import Systems

/// Incidents over HTTP, one by one and many at once.
struct ApiIncidentTests {
    /// Instances whose second process has failed as often as it may.
    private static func broken(_ ids: String...) -> ApiBox {
        let box = ApiInstanceTests.box()
        for id in ids {
            box.post("/instances", ["definition": "review", "id": .string(id)])
            box.asks(id, "operator")
            let path = "/tasks/\(id):operator:0/decision"
            box.post(path, ["outcome": "confirmed", "author": "ann"])
            box.fails(id, "mend", times: 2)
        }
        return box
    }

    private static func ids(_ box: ApiBox, _ query: String) -> [String] {
        box.get("/incidents?\(query)")
        return box.last("$.items")?.array?.compactMap { $0["id"]?.string } ?? ["?"]
    }

    @Test func `D9 an incident says what, where, why, since when and with what input`() {
        let box = Self.broken("a")
        let reply = box.get("/incidents/a:mend:0")
        let expected =
            #"200 {"id":"a:mend:0","instance":"a","definition":"review","version":1,"#
            + #""process":"mend","visit":0,"kind":"attempts-used-up","#
            + #""reason":"\"mend\" failed 2 times; the last time: no paper","#
            + #""since":"2025-01-01T00:00:00Z","variables":{}}"#
        #expect(reply == expected)
        box.get("/instances/a")
        #expect(box.last("$.status") == "running")
        #expect(box.last("$.steps[0].state") == "incident")
        box.get("/incidents/a:operator:0")
        #expect(box.error == "409 not-an-incident: the step is no incident")
    }

    @Test func `D9 a retry goes on at the step`() {
        let box = Self.broken("a")
        box.post("/incidents/a:mend:0/retry", ["author": "ann"])
        #expect(box.last("$.steps[0].state") == "ready")
        #expect(box.last("$.steps[0].failures") == 0)
        #expect(Self.ids(box, "") == [])
        box.ask(.post, "/incidents/a:mend:0/retry")
        #expect(box.error == "409 not-an-incident: the step is no incident")
    }

    @Test func `D9 what was wrong is mended, and the step tried again`() {
        let box = Self.broken("a")
        box.post("/incidents/a:mend:0/resolve", ["variables": ["paper": 5], "author": "ann"])
        #expect(box.last("$.steps[0].state") == "ready")
        #expect(box.last("$.variables") == ["paper": 5])
        box.get("/instances/a/history?size=1&page=6")
        #expect(box.last("$.items[0].kind") == "assigned")
        box.post("/incidents/a:mend:0/resolve", ["variables": ["paper": 6]])
        #expect(box.status == 409)
        box.get("/instances/a/variables")
        #expect(box.reply?.body.json == ["paper": 5])
    }

    @Test func `incidents are listed with pages and filters`() {
        let box = Self.broken("a", "b", "c")
        #expect(Self.ids(box, "") == ["c:mend:0", "b:mend:0", "a:mend:0"])
        #expect(Self.ids(box, "page=2&size=2") == ["a:mend:0"])
        #expect(Self.ids(box, "instance=b") == ["b:mend:0"])
        #expect(Self.ids(box, "process=operator") == [])
        #expect(Self.ids(box, "kind=no-way") == [])
        #expect(Self.ids(box, "kind=attempts-used-up&definition=review").count == 3)
        box.get("/incidents?kind=bad")
        #expect(box.status == 422)
    }

    @Test func `incidents are retried from a list`() {
        let box = Self.broken("a", "b", "c")
        let reply = box.post("/instances/retry", ["ids": ["a", "c", "x"], "author": "ann"])
        #expect(reply == #"200 {"changed":2,"refused":0,"refusals":[]}"#)
        #expect(Self.ids(box, "") == ["b:mend:0"])
        box.post("/instances/retry", ["process": "mend"])
        #expect(box.last("$.changed") == 1)
        #expect(Self.ids(box, "") == [])
    }

    @Test func `D9 a definition is paused, resumed and cancelled as a whole`() {
        let box = ApiInstanceTests.box("a", "b")
        box.post("/instances/pause", ["definition": "review", "author": "ann"])
        #expect(box.last("$.changed") == 2)
        box.get("/instances/b")
        #expect(box.last("$.paused") == true)
        box.post("/instances/resume", ["definition": "review"])
        #expect(box.last("$.changed") == 2)
        box.post("/instances/cancel", ["definition": "review"])
        #expect(box.last("$.changed") == 2)
        box.post("/instances/cancel", ["definition": "review"])
        #expect(box.last("$.changed") == 0)
        box.get("/instances?status=cancelled")
        #expect(box.last("$.total") == 2)
    }

    @Test(arguments: ["cancel", "pause", "resume", "retry"])
    func `a command for everything that there is has to say so`(_ command: String) {
        let box = ApiInstanceTests.box("a")
        for body: JSONValue in [[:], ["author": "ann"], ["definition": nil]] {
            box.post("/instances/\(command)", body)
            #expect(box.status == 422)
        }
        box.get("/instances/a")
        #expect(box.last("$.status") == "running")
        #expect(box.last("$.paused") == false)
    }
}
