import Infrastructure
import JSON
import Testing

@testable import Systems

/// What the API does with requests that nobody should send, and when the store is away.
struct ApiServiceTests {
    @Test func `it is healthy, and counts what is live`() {
        let box = ApiInstanceTests.box("a", "b")
        box.ask(.post, "/instances/a/cancel")
        let reply = #"200 {"status":"healthy","service":"process-api","version":"1.0.0","live":1}"#
        #expect(box.get("/health") == reply)
    }

    @Test func `the root lists what there is, each route once`() {
        let box = ApiBox()
        box.get("/")
        let routes = box.last("$.routes")?.array?.compactMap(\.string) ?? []
        #expect(routes.count == APIRoute.all.count)
        #expect(Set(routes).count == routes.count)
        #expect(routes.first == "POST /events")
        #expect(routes.contains("DELETE /definitions/{id}/links"))
    }

    @Test(arguments: APIRoute.all.indices)
    func `no route hides another one`(_ place: Int) {
        let route = APIRoute.all[place]
        var router = SurfaceRouter()
        for (number, other) in APIRoute.all.enumerated() {
            router.add(other.method, other.pattern, number)
        }
        let path = route.pattern.replacing("{", with: "x").replacing("}", with: "")
        guard case .route(let number, _) = router.match(HTTPRequest(route.method, target: path))
        else {
            Issue.record("nothing is found at \(path)")
            return
        }
        #expect(APIRoute.all[number].pattern == route.pattern)
    }

    @Test func `paths and methods that there are not are answered as FastAPI does`() {
        let box = ApiBox()
        #expect(box.get("/nothing") == #"404 {"detail":"Not Found"}"#)
        #expect(box.ask(.delete, "/events") == #"405 {"detail":"Method Not Allowed"}"#)
        #expect(box.reply?.headers == [HTTPHeader("Allow", "POST")])
    }

    @Test func `a body that is too large or no JSON is refused, and counts as a refused task`() {
        let box = ApiInstanceTests.box()
        let long = String(repeating: "x", count: 1_100_000)
        #expect(box.post("/events", ["id": .string(long)]).hasPrefix("413 "))
        #expect(box.ask(.post, "/events", .text("{")).hasPrefix("422 "))
        #expect(box.ask(.post, "/events").hasPrefix("422 "))
        #expect(box.ask(.post, "/instances", .bytes([0xff])).hasPrefix("422 "))
        #expect(box.tasks == "4 rejected")
    }

    static let requests: [(HTTPMethod, String, Payload)] = [
        (.get, "/instances/a", .empty), (.get, "/instances/a/history", .empty),
        (.post, "/instances", .json(["definition": "review"])),
        (.post, "/events", .json(["id": "e", "definition": "review", "key": "k"])),
        (.post, "/instances/a/cancel", .empty),
        (.post, "/tasks/a:operator:0/decision", .json(["outcome": "rejected", "author": "x"])),
        (.get, "/tasks/a:operator:0", .empty),
        (.post, "/instances/cancel", .json(["definition": "review"])),
        (.patch, "/instances/a/variables", .json(["variables": [:]])),
    ]

    @Test(arguments: requests.indices)
    func `without a store nothing is promised`(_ place: Int) {
        let box = ApiInstanceTests.box("a")
        box.asks("a", "operator")
        box.killStore()
        let (method, target, body) = Self.requests[place]
        box.ask(method, target, body)
        #expect(box.error == "503 unavailable: LOADING")
    }
}
