import Infrastructure
import JSON
import Testing

@testable import Systems

/// Processes and links of drafts over HTTP, one by one.
struct ApiDraftTests {
    private static let draft = "/definitions/check"

    private static func box() -> ApiBox {
        let box = ApiBox()
        box.post("/definitions", ApiDefinitionTests.source)
        return box
    }

    @Test func `a definition is put together process by process and link by link`() {
        let box = ApiBox()
        box.post("/definitions", ["id": "check"])
        let look: JSONValue = [
            "id": "look", "module": "human", "settings": ["role": "operator"],
        ]
        box.post("\(Self.draft)/processes", look)
        #expect(box.status == 201)
        let place = HTTPHeader("Location", "/definitions/check/processes/look")
        #expect(box.reply?.headers == [place])
        box.post("\(Self.draft)/links", ["from": "look", "to": "end"])
        #expect(box.status == 201)
        box.ask(.post, "\(Self.draft)/publish")
        #expect(box.status == 201)
        box.get("\(Self.draft)/processes")
        #expect(box.last("$.items[0].id") == "look")
        box.get("\(Self.draft)/links")
        #expect(box.last("$.items") == [["from": "look", "to": "end"]])
    }

    @Test func `a process is read, replaced, updated and taken away with its links`() {
        let box = Self.box()
        let path = "\(Self.draft)/processes/tell"
        box.get(path)
        #expect(box.last("$.settings.subject") == "Seen")
        box.ask(.patch, path, .json(["settings": ["subject": "New"], "attempts": 7]))
        #expect(box.last("$.settings") == ["role": "lead", "subject": "New"])
        #expect(box.last("$.attempts") == 7)
        box.ask(.put, path, .json(["module": "delay", "settings": ["for": "1s"]]))
        #expect(box.last("$.module") == "delay")
        #expect(box.last("$.attempts") == nil)
        box.ask(.delete, path)
        #expect(box.last("$.links")?.array?.count == 2)
        box.get(path)
        #expect(box.error == #"404 not-found: the draft has no process "tell""#)
        box.get("\(Self.draft)/links")
        #expect(box.last("$.total") == 0)
    }

    @Test func `a link is taken away by its names`() {
        let box = Self.box()
        box.ask(.delete, "\(Self.draft)/links?from=look&to=tell")
        #expect(box.reply?.body.json == ["from": "look", "to": "tell"])
        box.ask(.delete, "\(Self.draft)/links?from=look&to=tell")
        #expect(box.error == "404 not-found: the draft has no such link")
        box.ask(.delete, "\(Self.draft)/links?from=tell&outcome=done&to=end")
        #expect(box.last("$.result") == "told")
        box.ask(.delete, "\(Self.draft)/links")
        #expect(box.status == 422)
        #expect(box.last("$.detail")?.array?.count == 2)
    }

    static let refused: [(HTTPMethod, String, JSONValue, Int)] = [
        (.post, "/processes", ["id": "look", "module": "human"], 409),
        (.post, "/processes", ["id": "end", "module": "human"], 422),
        (.post, "/processes", ["id": "x", "module": "human", "atempts": 3], 422),
        (.post, "/processes", [:], 422),
        (.post, "/processes", 5, 422),
        (.put, "/processes/look", ["id": "other", "module": "human"], 422),
        (.put, "/processes/none", ["module": "human"], 404),
        (.put, "/processes/look", ["settings": [:]], 422),
        (.patch, "/processes/look", ["module": nil], 422),
        (.patch, "/processes/look", ["attempts": 0], 422),
        (.patch, "/processes/look", ["id": "other"], 422),
        (.patch, "/processes/none", ["attempts": 1], 404),
        (.post, "/links", ["from": "look", "to": "tell"], 409),
        (.post, "/links", ["from": "loook", "to": "tell"], 422),
        (.post, "/links", ["from": "look", "to": "tel"], 422),
        (.post, "/links", ["from": "look", "outcome": "seen", "to": "tell"], 422),
        (.post, "/links", ["from": "look"], 422),
        (.post, "/links", ["from": "look", "to": "tell", "result": "x"], 422),
        (.put, "", ["id": "other"], 422),
    ]

    @Test(arguments: refused.indices)
    func `what does not fit is refused, and the draft stays as it is`(_ place: Int) {
        let box = Self.box()
        let before = box.get(Self.draft)
        let (method, path, body, status) = Self.refused[place]
        box.ask(method, Self.draft + path, .json(body))
        #expect(box.status == status)
        #expect(box.last("$.detail") != nil)
        #expect(box.get(Self.draft) == before)
    }

    @Test func `a mistake has its place in the body, and a hint`() {
        let box = Self.box()
        box.post("\(Self.draft)/links", ["from": "loook", "to": "tell"])
        #expect(box.last("$.detail[0].loc") == ["body", "from"])
        let message = #"Value error, the draft has no "loook" here; did you mean "look"?"#
        #expect(box.last("$.detail[0].msg") == .string(message))
        box.ask(.patch, "\(Self.draft)/processes/look", .json(["retryDelay": "soon"]))
        #expect(box.last("$.detail[0].loc") == ["body", "retryDelay"])
        #expect(box.last("$.detail[0].input") == "soon")
    }

    @Test(arguments: ["", "/processes", "/processes/x", "/links", "/versions", "/versions/1"])
    func `of a definition that there is not, nothing is shown`(_ path: String) {
        let box = ApiBox()
        box.get("/definitions/none\(path)")
        #expect(box.error == #"404 not-found: there is no definition "none""#)
    }
}
