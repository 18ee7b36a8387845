import Systems
import Testing

struct EventPathTests {
    @Test(arguments: [
        ("train_model.{model_id}", ["model_id"], "train_model.model_id"),
        ("another_method", [], "another_method"),
        ("one.{more}.{method}", ["more", "method"], "one.more.method"),
        ("one.more.{method}", ["more", "method"], "one.more.method"),
        ("a.body", ["body"], "a.body"),
    ])
    func `a path is a route and the names of headers, with or without braces`(
        text: String,
        parameters: [String],
        label: String
    ) throws {
        let path = try EventPath(text, matching: .header)
        #expect(path.parameters == parameters)
        #expect(path.label == label)
        #expect(path.description == text)
    }

    @Test func `matched by path, words without braces are words`() throws {
        let path = try EventPath("{one}.more.{method}", matching: .path)
        #expect(path.parameters == ["one", "method"])
        #expect(path.label == "one.more.method")
    }

    private static let mistakes: [(String, EventMatching, String)] = [
        (
            "", .header,
            "a path is not empty; write a route, such as \"train_model.{model_id}\""
        ),
        (
            "a..b", .header,
            "\"a..b\" has an empty word; write one word between two dots, and none at the ends"
        ),
        (
            "a.", .path,
            "\"a.\" has an empty word; write one word between two dots, and none at the ends"
        ),
        (
            "a.{b", .header,
            "\"a.{b\" has braces that do not match, in \"{b\"; write \"{name}\", or a word without "
                + "braces"
        ),
        (
            "a.b}", .path,
            "\"a.b}\" has braces that do not match, in \"b}\"; write \"{name}\", or a word without "
                + "braces"
        ),
        (
            "a.{b}c", .header,
            "\"a.{b}c\" has braces that do not match, in \"{b}c\"; write \"{name}\", or a word "
                + "without braces"
        ),
        (
            "a.{{b}}", .header,
            "\"a.{{b}}\" has braces that do not match, in \"{{b}}\"; write \"{name}\", or a word "
                + "without braces"
        ),
        (
            "a.{}", .header,
            "\"a.{}\" has a parameter without a name; write a name between the braces"
        ),
        (
            "a.{b}.{b}", .header,
            "\"a.{b}.{b}\" has the parameter \"b\" twice; give the second another name"
        ),
        (
            "a.b.{b}", .header,
            "\"a.b.{b}\" has the parameter \"b\" twice; give the second another name"
        ),
        (
            "{a}.b", .header,
            "\"{a}.b\" begins with a parameter, and its first word is its route; write a word "
                + "before \"{a}\", or match by path instead of header"
        ),
        (
            "a.{route}", .header,
            "\"a.{route}\" has a parameter \"route\", which is the header of the route itself; "
                + "give it another name"
        ),
    ]

    @Test(arguments: mistakes)
    func `a wrong path is refused with what is wrong and what to write`(
        text: String,
        matching: EventMatching,
        message: String
    ) {
        do throws(EventRegistrationError) {
            _ = try EventPath(text, matching: matching)
            Issue.record("it is a path")
        } catch {
            #expect(error.description == message)
        }
    }
}
