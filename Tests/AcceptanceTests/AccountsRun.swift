import Measurement
import Scenarios
import Testing

/// A run of the accounts system with journeys written for a test: instants are exact, since
/// nothing takes time but what has to.
struct AccountsRun {
    /// The section `systems.accounts`.
    var section = #"{"accounts": {"count": 3}}"#
    /// Journeys that begin at once, one after another by name; each is a list of steps.
    var flows: [(name: String, steps: [String])] = []
    var duration = "1h"
    /// The member `infrastructure`, with a comma behind it.
    var infrastructure = ""

    init(_ steps: String..., section: String? = nil, duration: String = "1h") {
        flows = [("journey", steps)]
        if let section { self.section = section }
        self.duration = duration
    }

    var text: String {
        let journeys = flows.map { "\"\($0.name)\": [\($0.steps.joined(separator: ",\n"))]" }
        let loads = flows.map { flow in
            """
            "\(flow.name)": {"executor": "per-vu-iterations", "vus": 1, "iterations": 1,
              "flow": "\(flow.name)"}
            """
        }
        return """
            {"version": 1, "name": "accounts", "duration": "\(duration)", \(infrastructure)
              "systems": {"accounts": \(section)},
              "flows": {\(journeys.joined(separator: ",\n"))},
              "load": {\(loads.joined(separator: ",\n"))}}
            """
    }

    /// Runs it; a broken invariant, or a check that fails, fails the test.
    func result(sourceLocation: SourceLocation = #_sourceLocation) throws -> RunResult {
        let reading = ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "accounts.json",
            systems: SystemCatalogue.entries
        )
        let scenario = try #require(
            reading.scenario,
            "\(reading.diagnostics)",
            sourceLocation: sourceLocation
        )
        let result = ScenarioRunner(scenario, tool: ("test", "0"), withSeries: false).run().result
        let broken = result.invariants.filter { !$0.held }
        #expect(broken.isEmpty, sourceLocation: sourceLocation)
        #expect(result.count("checks") > 0, sourceLocation: sourceLocation)
        #expect(result.count("checks_failed") == 0, sourceLocation: sourceLocation)
        return result
    }

    // MARK: - Steps

    static let manager = "http://localhost:8001/api/v1/account-manager"

    static func get(_ url: String) -> String {
        #"{"request": {"path": "\#(url)"}}"#
    }

    static func post(_ url: String, _ body: String? = nil) -> String {
        let body = body.map { ", \"body\": \($0)" } ?? ""
        return #"{"request": {"method": "POST", "path": "\#(url)"\#(body)}}"#
    }

    /// What the last answer has to be: the status, and values at paths of the body as JSON.
    static func expect(_ status: Int = 200, _ values: (String, String)...) -> String {
        let body = values.map { "\"$.\($0.0)\": \($0.1)" }.joined(separator: ", ")
        return #"{"expect": {"status": \#(status), "body": {\#(body)}}}"#
    }

    /// What the last answer must not have at a path.
    static func expectNot(_ path: String, _ value: String) -> String {
        #"{"expect": {"not": {"body": {"$.\#(path)": \#(value)}}}}"#
    }

    static func capture(_ name: String, _ path: String = "account_id") -> String {
        #"{"capture": {"\#(name)": "$.\#(path)"}}"#
    }

    static func pause(_ duration: String) -> String {
        #"{"pause": "\#(duration)"}"#
    }

    static func times(_ count: Int, _ steps: String...) -> String {
        #"{"repeat": {"atMost": \#(count), "steps": [\#(steps.joined(separator: ", "))]}}"#
    }

    /// Asks every so often until the answer has a value at a path; at most a thousand times.
    static func wait(every: String, _ path: String, _ value: String, _ url: String) -> String {
        """
        {"repeat": {"every": "\(every)", "atMost": 1000,
          "until": {"body": {"$.\(path)": \(value)}}, "steps": [\(get(url))]}}
        """
    }

    // MARK: - What the manager is asked for

    static func allocate(
        _ service: String,
        purpose: String = "general",
        channel: String? = nil,
        preferred: String? = nil
    ) -> String {
        let channel = channel.map { #", "target_channel_id": "\#($0)""# } ?? ""
        let preferred = preferred.map { #", "preferred_account_id": "\#($0)""# } ?? ""
        return post(
            "\(manager)/allocate",
            #"{"user_id": 1, "purpose": "\#(purpose)", "service_name": "\#(service)""#
                + "\(channel)\(preferred)}"
        )
    }

    static func release(_ account: String, _ service: String, usage: String = "{}") -> String {
        post(
            "\(manager)/release/\(account)",
            #"{"service_name": "\#(service)", "usage_stats": \#(usage)}"#
        )
    }

    static func check(_ account: String, _ action: String, channel: String? = nil) -> String {
        send(account, "check", action, channel)
    }

    static func record(_ account: String, _ action: String, channel: String? = nil) -> String {
        send(account, "record", action, channel)
    }

    private static func send(
        _ account: String,
        _ verb: String,
        _ action: String,
        _ channel: String?
    ) -> String {
        let channel = channel.map { #", "target_channel_id": "\#($0)""# } ?? ""
        return post(
            "\(manager)/rate-limit/\(verb)/\(account)",
            #"{"action_type": "\#(action)"\#(channel)}"#
        )
    }

    static func fail(_ account: String, _ kind: String, _ message: String) -> String {
        post(
            "\(manager)/handle-error/\(account)",
            #"{"error_type": "\#(kind)", "error_message": "\#(message)"}"#
        )
    }
}

extension RunResult {
    /// The count of a counter or of a trend; 0 where there is none.
    func count(_ key: String) -> Int64 {
        guard let metric = metrics.first(where: { $0.key.description == key }) else { return 0 }
        return metric.counter?.count ?? metric.trend.map { Int64($0.count) } ?? 0
    }

    /// A gauge that has samples.
    func gauge(_ key: String) -> GaugeSummary.Statistics? {
        let metric = metrics.first { $0.key.description == key }
        guard case .gauge(let gauge)? = metric?.value else { return nil }
        return gauge.statistics
    }
}
