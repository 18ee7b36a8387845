import Infrastructure
import JSON
import Scenarios
import Testing

/// What a system can say about its section, its services and its metrics, shown by a made-up one.
struct SystemDescriptionTests {
    private static let library = SystemCatalogueEntry(
        description: SystemDescription(
            name: "library",
            summary: "Lends books.",
            configuration: [
                ConfigurationKey("lending", .duration, "How long."),
                ConfigurationKey("pause", .durationOrZero, "Between two."),
                ConfigurationKey("reminder", .durationOrOff, "When."),
                ConfigurationKey(
                    "script",
                    .list([
                        ConfigurationKey("reader", .count(min: 0, max: 9), required: true, "Who."),
                        ConfigurationKey("wait", .durationOrZero, "How long."),
                    ]),
                    "Exactly who."
                ),
            ],
            metrics: [
                SystemMetric(
                    "library_loans",
                    .counter,
                    tags: [.init("status", ["lent", "refused"]), .init("service")],
                    "Loans."
                )
            ],
            services: [
                SystemService("desk", port: 8001, taskPaths: ["/loans", "/loans/{id}/again"]),
                SystemService("search", port: 8002),
            ]
        ),
        flows: { _ in [] }
    )

    private static func read(
        _ section: String = "{}",
        request: String = #"{"path": "/", "service": "desk"}"#,
        thresholds: String = "{}"
    ) -> ScenarioReading {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"library": \(section)},
            "load": {"l": {"executor": "constant-vus", "vus": 1, "flow": "f"}},
            "flows": {"f": [{"request": \(request)}]},
            "thresholds": \(thresholds)}
            """
        return ScenarioReader.read(bytes: Array(text.utf8), file: "f", systems: [library])
    }

    @Test func `a list of sections is read with all that is in it`() throws {
        let reading = Self.read(
            #"{"script": [{"reader": 1}, {"wait": "0s", "reader": 2}], "pause": "0s"}"#
        )
        let values = try #require(reading.scenario?.systems.first?.values, "\(reading.diagnostics)")
        let script = try #require(values.sections("script"))
        #expect(script.map { $0.count("reader") } == [1, 2])
        #expect(script.map { $0.duration("wait") } == [nil, 0])
        #expect(values.duration("pause") == 0)
        #expect(values.sections("pause") == nil)
    }

    @Test(
        arguments: [(#""off""#, nil, "off"), (#""2m""#, 120_000_000_000, nil)]
            as [(String, Int64?, String?)]
    )
    func `what can be switched off is a time or off`(
        value: String,
        duration: Int64?,
        text: String?
    ) throws {
        let values = try #require(
            Self.read("{\"reminder\": \(value)}").scenario?.systems.first?.values
        )
        #expect(values.duration("reminder") == duration)
        #expect(values.text("reminder") == text)
    }

    @Test(arguments: [
        (
            #"{"lending": "0s"}"#,
            "1:83: error: systems.library.lending: the duration must be above zero"
        ),
        (
            #"{"reminder": "0s"}"#,
            "1:84: error: systems.library.reminder: the duration must be above zero"
        ),
        (
            #"{"reminder": "of"}"#,
            #"systems.library.reminder: expected a duration or "off", found "of"; did you mean "off"?"#
        ),
        (
            #"{"script": [{"reader": 1}, {"reader": 10}]}"#,
            "systems.library.script[1].reader: expected a whole number from 0 to 9, found 10"
        ),
        (
            #"{"script": [{"raeder": 1}]}"#,
            #"systems.library.script[0].raeder: unknown key "raeder"; did you mean "reader"?"#
        ),
        (#"{"script": [{}]}"#, #"systems.library.script[0]: missing key "reader""#),
        (#"{"script": [1]}"#, "systems.library.script[0]: expected an object, found 1"),
        (#"{"script": {}}"#, "systems.library.script: expected an array, found an object"),
    ])
    func `what is no such value is told with its place`(section: String, message: String) {
        Self.expect(Self.read(section), toSay: message)
    }

    @Test(arguments: [
        (#"{"path": "http://localhost:8001/a/b?c=d"}"#, "desk GET /a/b?c=d as GET /a/b"),
        (#"{"path": "https://x:8002"}"#, "search GET / as GET /"),
        (#"{"path": "http://localhost:8002?a=b"}"#, "search GET /?a=b as GET /"),
        (#"{"path": "http://localhost:8002/x", "service": "search"}"#, "search GET /x as GET /x"),
        (#"{"path": "/x?${vu}", "service": "desk"}"#, "desk GET /x?${vu} as GET /x"),
        (
            #"{"path": "http://h:8001/loans", "method": "POST"}"#,
            "desk POST /loans as POST /loans, a task"
        ),
        (
            #"{"path": "http://h:8001/loans/${uuid}/again?x", "method": "POST", "name": "again"}"#,
            "desk POST /loans/${uuid}/again?x as again, a task"
        ),
        (
            #"{"path": "http://h:8001/loans/1", "method": "POST"}"#,
            "desk POST /loans/1 as POST /loans/1"
        ),
        (
            #"{"path": "http://h:8002/loans", "method": "POST"}"#,
            "search POST /loans as POST /loans"
        ),
        (
            #"{"path": "http://h:8002/", "method": "POST", "submitsTask": true}"#,
            "search POST / as POST /, a task"
        ),
    ])
    func `a URL goes to the service at its port`(request: String, expected: String) throws {
        let reading = Self.read(request: request)
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        guard case .request(let request) = scenario.flows.first?.steps.first else {
            Issue.record("no request")
            return
        }
        let text =
            "\(request.service) \(request.method.rawValue) \(request.path) as \(request.name)"
        #expect(text + (request.submitsTask ? ", a task" : "") == expected)
    }

    @Test(arguments: [
        (
            #"{"path": "http://localhost:8003/a"}"#,
            #"3:56: error: flows.f[0].request.path: no service listens at port "8003"; there are 8001 (desk), 8002 (search)"#
        ),
        (
            #"{"path": "http://localhost/a"}"#,
            #"3:46: error: flows.f[0].request.path: no service listens at port "80""#
        ),
        (
            #"{"path": "http://localhost:8001/a", "service": "search"}"#,
            #"flows.f[0].request.service: the URL is that of "desk", not of "search""#
        ),
        (#"{"path": "a"}"#, "flows.f[0].request.path: a path begins with a slash"),
        (
            #"{"path": "/a"}"#,
            #"flows.f[0].request: missing key "service"; known are "desk", "search""#
        ),
        (
            #"{"path": "/a", "service": "dest"}"#,
            #"flows.f[0].request.service: unknown service "dest"; did you mean "desk"?"#
        ),
    ])
    func `a request that finds no service is told`(request: String, message: String) {
        Self.expect(Self.read(request: request), toSay: message)
    }

    @Test(arguments: [
        "library_loans{status:lent}", "library_loans{service:anything}",
        "library_loans{service:a,status:refused}", "http_req_duration{status:200}",
    ])
    func `a system's metrics have the tags that it says`(metric: String) {
        let reading = Self.read(thresholds: "{\"\(metric)\": [\"count>0\"]}")
        #expect(reading.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("library_loans{status:lend}", #"unknown status "lend"; did you mean "lent"?"#),
        ("library_loans{status:200}", #"unknown status "200""#),
        (
            "library_loans{sttus:lent}",
            #"unknown tag "sttus" of library_loans; did you mean "status"?"#
        ),
        ("http_req_duration{status:lent}", #"unknown status "lent"; write one from 100 to 599"#),
    ])
    func `a misspelt tag of a system's metric is told`(metric: String, message: String) {
        Self.expect(Self.read(thresholds: "{\"\(metric)\": [\"count>0\"]}"), toSay: message)
    }

    private static func expect(_ reading: ScenarioReading, toSay message: String) {
        #expect(reading.scenario == nil)
        let texts = reading.diagnostics.map(\.description)
        #expect(texts.contains { $0.contains(message) }, "\(texts)")
    }
}
