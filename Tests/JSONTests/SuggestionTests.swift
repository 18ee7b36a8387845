import JSON
import Testing

@Suite struct SuggestionTests {
    private let words = ["run", "validate", "verify", "list-metrics"]

    @Test(
        arguments: [
            ("validte", "validate"), ("vaildate", "validate"), ("rnu", "run"), ("ru", "run"),
            ("list-metric", "list-metrics"), ("verrify", "verify"), ("scenario", nil), ("", nil),
            ("x", nil),
        ] as [(String, String?)]
    )
    func `a slip or two are forgiven`(word: String, nearest: String?) {
        #expect(Suggestion.nearest(to: word, among: words) == nearest)
    }

    @Test func `a very long word costs nothing`() {
        let word = String(repeating: "a", count: 1_000_000)
        #expect(Suggestion.nearest(to: word, among: words) == nil)
    }
}
