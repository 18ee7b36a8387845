import Infrastructure
import JSON
import Testing

@testable import Systems

/// Definitions over HTTP: drafts as wholes and in parts, versions, and all mistakes at once.
struct ApiDefinitionTests {
    static let source: JSONValue = [
        "id": "check", "title": "A check",
        "processes": [
            ["id": "look", "module": "human", "settings": ["role": "operator"]],
            ["id": "tell", "module": "mail", "settings": ["role": "lead", "subject": "Seen"]],
        ],
        "links": [
            ["from": "look", "to": "tell"], ["from": "tell", "to": "end", "result": "told"],
        ],
    ]

    private static func box() -> ApiBox {
        let box = ApiBox()
        box.post("/definitions", source)
        return box
    }

    @Test func `a definition is made, read, listed and taken away`() {
        let box = ApiBox()
        box.post("/definitions", Self.source)
        #expect(box.status == 201)
        #expect(box.reply?.headers == [HTTPHeader("Location", "/definitions/check")])
        box.get("/definitions/check")
        #expect(box.last("$.version") == .null)
        #expect(box.last("$.problems") == [])
        #expect(box.last("$.draft.title") == "A check")
        box.post("/definitions", Self.source)
        #expect(box.error == #"409 definition-exists: there is a definition "check""#)
        box.get("/definitions")
        let item: JSONValue = [
            "id": "check", "title": "A check", "version": nil, "processes": 2, "links": 2,
        ]
        #expect(box.last("$.items") == [item])
        #expect(box.ask(.delete, "/definitions/check") == "204 ")
        box.ask(.delete, "/definitions/check")
        #expect(box.error == #"404 not-found: there is no definition "check""#)
        box.get("/definitions")
        #expect(box.last("$.total") == 0)
    }

    @Test func `a draft may be unfinished, and says what is missing`() {
        let box = ApiBox()
        box.post("/definitions", ["id": "new"])
        #expect(box.status == 201)
        #expect(box.last("$.problems[0].message") == "a definition needs at least one process")
        box.ask(.post, "/definitions/new/publish")
        #expect(box.status == 422)
        #expect(box.last("$.detail[0].loc[0]") == "draft")
        box.post("/instances", ["definition": "new"])
        #expect(box.status == 404)
    }

    @Test func `what is misspelt is refused with all its places at once`() {
        let box = ApiBox()
        box.post(
            "/definitions",
            ["id": "New!", "tittle": "x", "processes": [["id": "a", "modul": "x"]], "links": 5]
        )
        #expect(box.status == 422)
        let places = box.last("$.detail")?.array?.map { JSONWriter.compact($0["loc"] ?? .null) }
        let expected = [
            #"["body","tittle"]"#, #"["body","id"]"#, #"["body","processes",0,"modul"]"#,
            #"["body","links"]"#,
        ]
        #expect(Set(places ?? []) == Set(expected))
        box.get("/definitions")
        #expect(box.last("$.total") == 0)
    }

    /// An outcome that nobody handles, a module that nobody knows, processes that nothing reaches,
    /// in a cycle without a way out.
    static let unsound: JSONValue = [
        "id": "bad",
        "processes": [
            [
                "id": "a", "kind": "scenario", "outcomes": ["yes", "no"], "module": "human",
                "settings": ["role": "x"],
            ],
            ["id": "b", "module": "scirpt", "settings": ["assign": [:]]],
            ["id": "c", "module": "delay", "settings": ["for": "1s"]],
            ["id": "d", "module": "delay", "settings": ["for": "1s"]],
        ],
        "links": [
            ["from": "a", "outcome": "yes", "to": "b"], ["from": "b", "to": "end"],
            ["from": "c", "to": "d"], ["from": "d", "to": "c"],
        ],
    ]

    @Test func `D11 a definition is published only when nothing is wrong with it`() {
        let box = ApiBox()
        box.post("/definitions?publish=true", Self.unsound)
        #expect(box.status == 422)
        let messages = box.last("$.detail")?.array?.compactMap { $0["msg"]?.string } ?? []
        #expect(messages.count >= 3, "\(messages)")
        box.get("/definitions")
        #expect(box.last("$.total") == 0)
        box.post("/definitions/validate", Self.unsound)
        #expect(box.status == 200)
        #expect(box.last("$.valid") == false)
        #expect(box.last("$.problems")?.array?.count == messages.count)
        box.post("/definitions", Self.unsound)
        #expect(box.status == 201)
        box.ask(.post, "/definitions/bad/publish")
        #expect(box.status == 422)
        #expect(box.last("$.detail")?.array?.count == messages.count)
        box.ask(.post, "/definitions/bad/validate")
        #expect(box.last("$.problems")?.array?.count == messages.count)
    }

    @Test func `a version is published, and the next one where something has changed`() {
        let box = Self.box()
        let first = #"201 {"definition":"check","version":1,"number":1}"#
        #expect(box.ask(.post, "/definitions/check/publish") == first)
        #expect(box.ask(.post, "/definitions/check/publish") == first)
        box.ask(.patch, "/definitions/check/processes/look", .json(["attempts": 5]))
        let second = #"201 {"definition":"check","version":2,"number":2}"#
        #expect(box.ask(.post, "/definitions/check/publish") == second)
        box.get("/definitions/check/versions?size=1&page=2")
        #expect(box.last("$.items[0].version") == 2)
        #expect(box.last("$.total") == 2)
        box.get("/definitions/check/versions/1")
        #expect(box.last("$.source.processes[0].attempts") == nil)
        box.get("/definitions/check/versions/latest")
        #expect(box.last("$.source.processes[0].attempts") == 5)
        let diagram = box.ask(.get, "/definitions/check/versions/latest/diagram")
        #expect(diagram.hasPrefix("200 ---") && diagram.contains("flowchart"), "\(diagram)")
        for version in ["0", "3", "-1", "x", "99999999999999999999"] {
            box.get("/definitions/check/versions/\(version)")
            #expect(box.status == 404, "\(version)")
        }
    }

    @Test func `D8 an instance keeps the version that it began with`() {
        let box = Self.box()
        box.ask(.post, "/definitions/check/publish")
        box.post("/instances", ["definition": "check", "id": "old"])
        box.ask(.put, "/definitions/check?publish=true", .json(Self.source.with("title", "B")))
        #expect(box.last("$.version") == 2)
        box.post("/instances", ["definition": "check", "id": "new"])
        box.get("/instances/old")
        #expect(box.last("$.version") == 1)
        box.get("/instances/new")
        #expect(box.last("$.version") == 2)
        box.get("/instances?definition=check")
        #expect(box.last("$.total") == 2)
    }

    @Test func `a removed definition begins nothing, and what runs of it goes on`() {
        let box = Self.box()
        box.ask(.post, "/definitions/check/publish")
        box.post("/instances", ["definition": "check", "id": "old"])
        box.ask(.delete, "/definitions/check")
        box.post("/instances", ["definition": "check", "id": "new"])
        #expect(box.status == 404)
        box.get("/instances/old")
        #expect(box.last("$.status") == "running")
        box.get("/instances?definition=check")
        #expect(box.last("$.total") == 1)
    }
}

extension JSONValue {
    /// The object with a member more, or another one.
    fileprivate func with(_ key: String, _ value: JSONValue) -> JSONValue {
        var object = object ?? JSONObject()
        object[key] = .some(value)
        return .object(object)
    }
}
