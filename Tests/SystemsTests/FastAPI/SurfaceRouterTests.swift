import Infrastructure
import JSON
import Testing

@testable import Systems

/// Queries, sizes and slashes, as the frameworks of the sources take them.
struct SurfaceRouterTests {
    private static let fields = [
        BodyField(name: "user_id", rule: .integer(nil)),
        .optional("purpose", .choice(["parsing", "general"])),
        BodyField(name: "limit", rule: .integer(1...2000), isRequired: false, defaultValue: 500),
        .optional("only", .boolean, isNullable: false),
    ]

    @Test(
        arguments: [
            ("user_id=7", #"{"user_id":7,"limit":500}"#),
            (
                "user_id=7&limit=5&only=yes&other=1&purpose=general",
                #"{"user_id":7,"purpose":"general","limit":5,"only":true}"#
            ),
            ("", "query.user_id missing null"),
            ("user_id=x", #"query.user_id int_parsing "x""#),
            ("user_id=1&limit=0", #"query.limit greater_than_equal "0""#),
            ("user_id=1&limit=2001", #"query.limit less_than_equal "2001""#),
            ("user_id=1&purpose=", #"query.purpose enum """#),
            ("limit=x&only=2", "query.user_id missing null"),
        ] as [(String, String)]
    )
    func `fields of a query are checked like those of a body`(query: String, answer: String) {
        var problems: [RequestProblem] = []
        let checked = HTTPQuery(query).checked(Self.fields, &problems)
        guard let first = problems.first else {
            #expect(JSONWriter.compact(.object(checked)) == answer)
            return
        }
        let place = first.location.map { $0.string ?? "?" }.joined(separator: ".")
        #expect("\(place) \(first.type) \(JSONWriter.compact(first.input))" == answer)
    }

    @Test(
        arguments: [
            (.empty, false), (.text(String(repeating: " ", count: 1_048_576)), false),
            (.text(String(repeating: " ", count: 1_048_577)), true),
            (.json(.string(String(repeating: "a", count: 1_048_574))), false),
            (.json(.string(String(repeating: "a", count: 1_048_575))), true),
            (.json(.string(String(repeating: "\u{1}", count: 200_000))), true),
            (.json(.array(Array(repeating: 1, count: 524_287))), false),
            (.json(.array(Array(repeating: 1, count: 524_288))), true),
            (.bytes(Array(repeating: 255, count: 1_048_577)), true),
        ] as [(Payload, Bool)]
    )
    func `a body is too large from one byte above a megabyte on`(body: Payload, isTooLarge: Bool) {
        #expect(BodySize.isTooLarge(body) == isTooLarge)
    }

    @Test(
        arguments: [
            ("/health", "route 0"), ("/health/", "307 /health"), ("/deep/", "route 1"),
            ("/deep", "307 /deep/"), ("/deep?a=b", "307 /deep/?a=b"), ("/", "404"), ("//", "404"),
            ("/health/x", "404"),
        ] as [(String, String)]
    )
    func `a slash at the end is put right in both directions`(target: String, answer: String) {
        var router = SurfaceRouter(errors: .numbered, notFound: "gone")
        router.add(.get, "/health", 0)
        router.add(.get, "/deep/", 1)
        switch router.match(HTTPRequest(.get, target: target)) {
        case .route(let route, _): #expect("route \(route)" == answer)
        case .reply(let response):
            let location = response.headers.first.map { " \($0.value)" } ?? ""
            #expect("\(response.status.rawValue)\(location)" == answer)
            let body = #"{"detail":"gone","status_code":404}"#
            if response.status == .notFound { #expect(response.body.text == body) }
        }
    }
}
