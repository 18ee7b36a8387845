import Infrastructure
import JSON
import Systems
import Testing

/// Paths that are compared with the whole route, and parameters in types.
struct EventMatchingTests {
    private static func journal(of route: String) -> [String] {
        let box = EventsBox()
        var options = EventServiceOptions()
        options.matching = .path
        options.unknownRoute = .reject
        options.deadLetterQueue = "dead"
        box.run(options: options) { service, box in
            try service.on("one.{more}.method") { (event: Event<String>, _) in
                box.note("first \(event.path.more ?? "")")
            }
            try service.on("{any}.x.{method}") { (event: Event<String>, _) in
                box.note("second \(event.path.any ?? "") \(event.path.method ?? "")")
            }
            try service.on("one") { (event: Event<String>, _) in box.note("third") }
        }
        box.publish(["route": .string(route), "more": "header"])
        box.drain("dead", at: 2)
        return box.journal()
    }

    @Test(arguments: [
        ("one.5.method", ["1s first 5", "2s dead: empty"]),
        ("one.x.method", ["1s first x", "1s second one method", "2s dead: empty"]),
        ("two.x.y", ["1s second two y", "2s dead: empty"]),
        ("one", ["1s third", "2s dead: empty"]),
        ("one.5.other", ["2s dead: {\"route\":\"one.5.other\",\"more\":\"header\"} body"]),
        ("one..method", ["2s dead: {\"route\":\"one..method\",\"more\":\"header\"} body"]),
        ("", ["2s dead: {\"route\":\"\",\"more\":\"header\"} body"]),
    ])
    func `words are literal, and parameters take what stands in their place`(
        route: String,
        journal: [String]
    ) {
        #expect(
            Self.journal(of: route)
                == journal.map {
                    $0.replacing("} body", with: ",\"x-first-death-reason\":\"rejected\"} body")
                }
        )
    }

    private static func parameter<Value: PathParameterValue & CustomStringConvertible>(
        _ value: JSONValue,
        as type: Value.Type
    ) -> String {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a.{b}") { (event: Event<String>, _) in
                do {
                    box.note("\(try event.path.require("b", as: type)) \(event.path.b ?? "")")
                } catch {
                    box.note("\(error)")
                }
            }
        }
        box.publish(["route": "a", "b": value])
        return box.journal().joined()
    }

    @Test func `values of headers are texts, and have a type where a handler says so`() {
        #expect(Self.parameter(17, as: Int.self) == "1s 17 17")
        #expect(Self.parameter("17", as: Int.self) == "1s 17 17")
        #expect(Self.parameter(17, as: String.self) == "1s 17 17")
        #expect(Self.parameter(true, as: Bool.self) == "1s true true")
        #expect(Self.parameter("1.50", as: Double.self) == "1s 1.5 1.50")
        #expect(
            Self.parameter("abc", as: Int.self) == "1s a.{b}: b is \"abc\", expected a whole number"
        )
        #expect(
            Self.parameter(1.5, as: Int.self) == "1s a.{b}: b is 1.5, expected a whole number"
        )
        #expect(Self.parameter("inf", as: Double.self).hasSuffix("expected a number"))
        #expect(Self.parameter("yes", as: Bool.self).hasSuffix("expected true or false"))
    }

    @Test func `a parameter that the path does not have is an error of the handler`() {
        let box = EventsBox()
        box.run { service, box in
            try service.on("a.{b}") { (event: Event<String>, _) in
                do { _ = try event.path.require("c", as: Int.self) } catch { box.note("\(error)") }
            }
        }
        box.publish(["route": "a", "b": 1, "c": 2])
        #expect(box.journal() == ["1s a.{b}: the path has no parameter c"])
    }
}
