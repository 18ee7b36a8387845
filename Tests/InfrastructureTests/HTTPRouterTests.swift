import Infrastructure
import Testing

struct HTTPRouterTests {
    private let router: HTTPRouter = {
        var router = HTTPRouter()
        router.add(.post, "/task", 1)
        router.add(.get, "/task/{id}", 2)
        router.add(.delete, "/task/{id}", 3)
        router.add(.get, "/task/{id}/steps/{step}", 4)
        router.add(.get, "/task/latest", 5)
        router.add(.put, "/task/latest", 6)
        router.add(.get, "/", 7)
        router.add(.get, "/open/", 8)
        return router
    }()

    @Test(
        arguments: [
            (HTTPMethod.post, "/task", HTTPRouter.Match.route(1, parameters: [])),
            (.get, "/task/7", .route(2, parameters: ["7"])),
            (.delete, "/task/7", .route(3, parameters: ["7"])),
            (.get, "/task/7/steps/a%20b", .route(4, parameters: ["7", "a%20b"])),
            // The first route that fits wins, and a literal is not better than a parameter.
            (.get, "/task/latest", .route(2, parameters: ["latest"])),
            (.put, "/task/latest", .route(6, parameters: [])),
            (.get, "/", .route(7, parameters: [])),
            (.get, "/open/", .route(8, parameters: [])),
            (.get, "/task/{id}", .route(2, parameters: ["{id}"])),
        ]
    )
    func `a request finds its route`(
        _ method: HTTPMethod,
        _ path: String,
        _ match: HTTPRouter.Match
    ) {
        #expect(router.match(method, HTTPPath(path)) == match)
    }

    @Test(
        arguments: [
            "/tasks", "/Task", "/task/", "/task/7/", "/task//steps/1", "/task/7/steps",
            "/task/7/steps/1/2", "//task", "", "/open",
        ]
    )
    func `a path that fits no pattern is not found`(_ path: String) {
        #expect(router.match(.get, HTTPPath(path)) == .notFound)
    }

    @Test(
        arguments: [
            (HTTPMethod.get, "/task", "POST"),
            (.post, "/task/7", "GET, DELETE"),
            (.post, "/task/latest", "GET, DELETE, PUT"),
            (.post, "/", "GET"),
        ]
    )
    func `another method is told what is allowed, each once, in the order of the routes`(
        _ method: HTTPMethod,
        _ path: String,
        _ allow: String
    ) {
        #expect(router.match(method, HTTPPath(path)) == .methodNotAllowed(allow: allow))
    }

    @Test func `a router without routes finds nothing`() {
        #expect(HTTPRouter().match(.get, HTTPPath("/")) == .notFound)
    }
}
