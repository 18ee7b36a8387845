import Infrastructure
import Testing

struct HTTPPathTests {
    @Test(
        arguments: [
            ("/", [""]), ("/a", ["a"]), ("/a/b", ["a", "b"]), ("/a/", ["a", ""]),
            ("//a", ["", "a"]), ("/ä/%2F", ["ä", "%2F"]), ("", []),
        ]
    )
    func `a path is split at its slashes`(_ text: String, _ segments: [String]) {
        #expect(HTTPPath(text).segments == segments)
    }

    @Test(arguments: ["/", "/a", "/a/b", "/a/", "//a", "/ä/%2F"])
    func `segments become the same text again`(_ text: String) {
        #expect(HTTPPath(text).description == text)
        #expect(HTTPPath(segments: HTTPPath(text).segments) == HTTPPath(text))
    }
}
