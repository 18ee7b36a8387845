import Foundation
import Measurement
import Reporting
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct HTMLReportTests {
    private func render(_ result: RunResult, baseline: RunResult? = nil) -> String {
        var context = Example.context
        context.baseline = baseline
        return ReportFormat.html.render(result, context)
    }

    private static let names = ["passed", "failed", "invalid", "hostile", "short"]

    private func example(_ name: String) throws -> RunResult {
        switch name {
        case "passed": try Example.passed()
        case "failed": try Example.failed()
        case "hostile": try Example.hostile()
        case "short": Example.short()
        default: Example.invalid()
        }
    }

    @Test(arguments: names)
    func `the page as it is written`(name: String) throws {
        try expectSnapshot(render(example(name)), named: name + ".html")
    }

    @Test func `an earlier result is drawn behind this one`() throws {
        let page = try render(Example.failed(), baseline: Example.passed())
        try expectSnapshot(page, named: "baseline.html")
        #expect(page.contains("p99 baseline") && page.contains("<small>baseline "))
    }

    @Test(arguments: names)
    func `it is well-formed, and nothing that people wrote is markup`(name: String) throws {
        let document = try HTMLDocument(render(example(name)))
        #expect(document.isWellFormed)
        for forbidden in ["script", "link", "img", "iframe", "object", "base", "i", "u", "s"] {
            #expect(document.elements[forbidden] == nil, "\(forbidden)")
        }
    }

    @Test(arguments: names)
    func `it refers to nothing outside`(name: String) throws {
        let page = try render(example(name))
        for reference in ["http:", "https:", "src=", "href=", "url(", "@import", "xmlns", "//"] {
            #expect(!page.contains(reference), "\(reference)")
        }
    }

    @Test func `the verdict comes first, then what failed`() throws {
        let page = try render(Example.failed())
        let order = [
            "✗ FAILED", "task_duration <b>p(99)&lt;60.2s</b>", "queue_wait{queue:results}",
            "<dl class=\"tiles\">", "<h2>Over time</h2>", "<h2>Percentiles</h2>",
            "<h2>All metrics</h2>", "<h2>Reproduce</h2>",
        ]
        var rest = page[...]
        // The title of the page tells the verdict too.
        rest = rest[(try #require(rest.range(of: "<body>"))).upperBound...]
        for part in order {
            rest = rest[(try #require(rest.range(of: part), "\(part)")).upperBound...]
        }
    }

    @Test func `limits, the first breach and faults are drawn in`() throws {
        let page = try render(Example.failed())
        #expect(page.contains(#"<line class="limit broken""#))
        #expect(page.contains("first breach 16.7 s</text>"))
        #expect(page.contains(">crash workers[3]</text>"))
        #expect(page.contains(">warm-up</text>") && page.contains(">drain</text>"))
    }

    @Test func `only a run in virtual time promises the same bytes`() throws {
        var result = try Example.passed()
        #expect(render(result).contains("the same bytes on every machine"))
        result.clock = "wall"
        #expect(!render(result).contains("the same bytes on every machine"))
    }

    @Test func `of a task that is redelivered without end the longest steps are drawn`() throws {
        var result = try Example.passed()
        let steps = (0..<Int64(20_000)).map { index in
            TaskTimeline.Step(kind: .queue, name: "s\(index)", start: index, end: 2 * index)
        }
        result.slowest = [
            TaskTimeline(
                task: "a/1",
                outcome: .completed,
                intendedStart: 0,
                acceptedAt: 0,
                endedAt: 40_000,
                steps: steps
            )
        ]
        let page = render(result)
        #expect(page.utf8.count < 200_000 && HTMLDocument(page).isWellFormed)
        #expect(page.contains("<p>And 19800 shorter.</p>"))
        #expect(page.contains(">queue s19800</td>") && !page.contains(">queue s19799</td>"))
    }

    @Test func `a day of many queues stays below a megabyte`() throws {
        let page = render(Example.day())
        #expect(page.utf8.count < 1_000_000)
        #expect(page.contains("12 h</text>") || page.contains("10 h</text>"))
        #expect(HTMLDocument(page).isWellFormed)
    }

    @Test func `names of lines never cover each other`() throws {
        let names = /class="name [a-z0-9]+" x="100%" dx="8" y="(-?\d+)"/
        for name in Self.names {
            for figure in try render(example(name)).split(separator: "</figure>") {
                let places = figure.matches(of: names).compactMap { Int($0.output.1) }
                for (place, next) in zip(places, places.dropFirst()) { #expect(next >= place + 14) }
            }
        }
    }

    @Test func `of many figures the lowest and the highest of each column are kept`() throws {
        let page = render(Example.day())
        let path = try #require(page.firstMatch(of: /<path class="l4" d="([^"]*)"/)).output.1
        let numbers = path.matches(of: /-?\d+/).count
        // Two columns of numbers, and at most two points for each of 400 columns.
        #expect(numbers > 1_000 && numbers <= 4 * 400)
    }

    @Test func `an interval of its own is a dot`() {
        let page = render(Example.short())
        #expect(page.contains(#"<path class="l3 dot" d="M1000 "#))
    }
}

/// The elements of a page, read by the strict rules of XML, which it keeps.
private final class HTMLDocument: NSObject, XMLParserDelegate {
    private(set) var elements: [String: Int] = [:]
    private(set) var isWellFormed = false

    init(_ text: String) {
        super.init()
        let start = text.range(of: "<html")?.lowerBound ?? text.startIndex
        let parser = XMLParser(data: Data(text[start...].utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
    }
}
