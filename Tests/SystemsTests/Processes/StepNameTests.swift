import Testing

@testable import Systems

/// The names of steps in paths.
struct StepNameTests {
    @Test(
        arguments: [
            ("pump-17:operator:0", "pump-17", "operator", 0),
            ("a:b/c:0:d:12", "a:b/c:0", "d", 12),
        ]
    )
    func `a name is read from its end, and written the same`(
        _ text: String,
        _ instance: String,
        _ process: String,
        _ visit: Int
    ) {
        let name = StepName(instance: instance, process: process, visit: visit)
        #expect(StepName(text) == name)
        #expect(name.text == text)
    }

    @Test(
        arguments: [
            "", "a", "a:b", ":a:0", "a::0", "a:b:", "a:b:x", "a:b:-1", "a:b:+1", "a:b:01",
            "a:b:99999999999999999999", "::", "a:b:0 ", "a:b:\u{661}",
        ]
    )
    func `any other text names no step`(_ text: String) {
        #expect(StepName(text) == nil)
    }

    @Test(
        arguments: [
            ("a", "a"), ("a%2Fb", "a/b"), ("a%2fb%3A", "a/b:"), ("%", "%"), ("%4", "%4"),
            ("%zz", "%zz"), ("100%25", "100%"), ("a+b", "a+b"), ("%C3%A4", "ä"),
            ("%FF", "\u{FFFD}"),
            ("%%41", "%A"), ("%+1", "%+1"),
        ]
    )
    func `segments of paths are decoded, and what is no encoding stays`(
        _ segment: String,
        _ text: String
    ) {
        #expect(PathText.decoded(segment) == text)
    }
}
