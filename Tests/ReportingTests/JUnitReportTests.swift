import Foundation
import Measurement
import Reporting
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The reports against the rules of Jenkins' `junit-10.xsd`.
@Suite struct JUnitReportTests {
    @Test func `it keeps the rules of the schema`() throws {
        for result in [
            try Example.passed(), try Example.failed(), Example.invalid(), try Example.hostile(),
        ] {
            let shape = JUnitShape(ReportFormat.junit.render(result, Example.context))
            #expect(shape.problems.isEmpty)
        }
    }

    @Test func `the counts are those of the elements`() throws {
        let shape = JUnitShape(ReportFormat.junit.render(try Example.failed(), Example.context))
        #expect(shape.counts == ["testcase": 6, "failure": 3, "skipped": 1])
        #expect(
            shape.suite == [
                "name": "provisioning", "tests": "6", "failures": "3", "errors": "0",
                "skipped": "1", "time": "0",
            ]
        )
    }

    @Test func `a run without thresholds is one test case`() {
        var result = Example.invalid()
        #expect(
            JUnitShape(ReportFormat.junit.render(result, Example.context)).counts
                == ["testcase": 1, "error": 1]
        )
        result.verdict = .passed
        #expect(
            JUnitShape(ReportFormat.junit.render(result, Example.context)).counts
                == ["testcase": 1]
        )
    }

    @Test func `thresholds that differ in their window alone are test cases of their own`() throws {
        var result = try Example.passed()
        result.thresholds = [result.thresholds[0], result.thresholds[0]]
        result.thresholds[1].window = .each(60_000_000_000)
        let text = ReportFormat.junit.render(result, Example.context)
        #expect(text.contains(#"name="rate&gt;=9.5""#))
        #expect(text.contains(#"name="rate&gt;=9.5 in each 1m""#))
    }

    @Test func `a shape that the schema forbids is noticed`() {
        let wrong = "<testsuites><testsuite name=\"a\" tests=\"1\"><failure/></testsuite>"
        #expect(JUnitShape(wrong + "</testsuites>").problems.count == 3)
        #expect(JUnitShape("<testsuites></testsuite>").problems == ["not well-formed"])
    }
}

/// What a document has against the schema, and what stands in it.
private final class JUnitShape: NSObject, XMLParserDelegate {
    private(set) var problems: [String] = []
    private(set) var counts: [String: Int] = [:]
    private(set) var suite: [String: String] = [:]
    private var path: [String] = []

    /// The children and the attributes that an element may have, and those that it must have.
    private static let rules: [String: (children: [String], may: [String], must: [String])] = [
        "testsuites": (["testsuite"], ["name", "time", "tests", "failures", "errors"], []),
        "testsuite": (
            ["properties", "testcase", "system-out", "system-err"],
            ["group", "time", "skipped", "timestamp", "hostname", "id", "package"],
            ["name", "tests", "failures", "errors"]
        ),
        "properties": (["property"], [], []),
        "property": ([], [], ["name", "value"]),
        "testcase": (
            ["skipped", "error", "failure", "system-out", "system-err"],
            ["time", "classname", "group"], ["name"]
        ),
        "failure": ([], ["type", "message"], []),
        "error": ([], ["type", "message"], []),
        "skipped": ([], ["type", "message"], []),
    ]

    init(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() { problems.append("not well-formed") }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        if ["testcase", "failure", "error", "skipped"].contains(name) {
            counts[name, default: 0] += 1
        }
        if name == "testsuite" { suite = attributes }
        let siblings = path.last.map { Self.rules[$0]?.children ?? [] } ?? ["testsuites"]
        if !siblings.contains(name) { problems.append("\(name) in \(path)") }
        path.append(name)
        guard let rule = Self.rules[name] else { return }
        for key in attributes.keys where !(rule.may + rule.must).contains(key) {
            problems.append("\(name) has \(key)")
        }
        for key in rule.must where attributes[key] == nil {
            problems.append("\(name) has no \(key)")
        }
        if let time = attributes["time"], time.wholeMatch(of: /[0-9]{0,3}(\.[0-9]*)?/) == nil {
            problems.append("time \(time)")
        }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }
}
