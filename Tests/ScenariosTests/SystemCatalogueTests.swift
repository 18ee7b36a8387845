import JSON
import Scenarios
import Testing

struct SystemCatalogueTests {
    private static func read(_ section: String, vars: String = "{}") -> ScenarioReading {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"provisioning": \
            {\(section)}}, "load": {"l": {"executor": "constant-arrival-rate", "rate": 5, \
            "flow": "activate", "vars": \(vars)}}}
            """
        return ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
    }

    private static func fingerprint(_ section: String) -> UInt64? {
        read(section).scenario?.fingerprint
    }

    private static let common =
        #""honourTimeout": false, "deadline": "65s""#
    private static let never = #""configurationService": {"failure": 0, "notFound": "0%"}"#
    private static let taskMachine =
        #""configurationService": {"latency": "1m", "failure": "0%", "notFound": 0}"#

    @Test(arguments: [
        ("task", "\(common), \(never), \"workers\": {\"count\": 1}"),
        ("task", #""workers": {"prefetch": 1}, "attempts": 3, "resultTTL": "5m", \#(taskMachine)"#),
        ("toyconfigurator", "\(common), \(never)"),
        ("toyconfigurator", #""configurationService": {"concurrency": 40}, "attempts": 1"#),
        ("equipment-activation", "\(common), \"workers\": {\"prefetch\": 10, \"count\": 1}"),
        (
            "equipment-activation",
            #""attempts": 3, "configurationService": {"failure": "50%", "latency": "60s"}"#
        ),
        ("equipment-provisioning", #""deadline": "70s", "attempts": 1, "resultTTL": "300000ms""#),
        ("equipment-provisioning", taskMachine),
    ])
    func `spelling out a design's own defaults does not change the fingerprint`(
        profile: String,
        keys: String
    ) {
        let bare = "\"profile\": \"\(profile)\""
        #expect(Self.fingerprint("\(bare), \(keys)") != nil)
        #expect(Self.fingerprint("\(bare), \(keys)") == Self.fingerprint(bare))
    }

    @Test(arguments: [
        ("toyconfigurator", #""configurationService": {"latency": "60s"}"#),
        ("toyconfigurator", #""attempts": 3"#),
        ("equipment-activation", #""configurationService": {"failure": 0}"#),
        ("equipment-provisioning", #""deadline": "65s""#),
        ("equipment-provisioning", #""workers": {"prefetch": 1}"#),
        ("task", #""workers": {"count": 2}"#),
    ])
    func `what differs from them does`(profile: String, keys: String) {
        let bare = "\"profile\": \"\(profile)\""
        #expect(Self.fingerprint("\(bare), \(keys)") != nil)
        #expect(Self.fingerprint("\(bare), \(keys)") != Self.fingerprint(bare))
    }

    // MARK: Variables of the built-in flows

    @Test(arguments: [
        (
            #"{"equipmentId": "${serail}"}"#,
            #"load.l.vars.equipmentId: unknown variable "serail"; did you mean "serial"?"#
        ),
        (#"{"equipmentId": "a${"}"#, #"load.l.vars.equipmentId: "${" without "}""#),
        (
            #"{"equipmentId": "${body}"}"#,
            "load.l.vars.equipmentId: the variable body cannot be inserted here"
        ),
        (#"{"body": [{"a": "${nothing}"}]}"#, #"load.l.vars.body: unknown variable "nothing""#),
        (#"{"equipmentId": "${equipmentId}"}"#, "the variable equipmentId cannot be inserted here"),
    ])
    func `a place for nothing is an error, not a crash`(vars: String, message: String) {
        let reading = Self.read(#""profile": "task""#, vars: vars)
        #expect(reading.scenario == nil)
        #expect(reading.diagnostics.count == 1)
        #expect(reading.diagnostics.map(\.description).first?.contains(message) == true)
    }

    @Test(arguments: [
        #"{"equipmentId": "${serial}"}"#, #"{"equipmentId": "x${timeoutInSeconds}-${uuid}"}"#,
        #"{"body": {"timeoutInSeconds": "${timeoutInSeconds}", "n": "${iteration}"}}"#,
        #"{"body": "${equipmentId}"}"#,
    ])
    func `places for what there is are filled`(vars: String) {
        #expect(Self.read(#""profile": "task""#, vars: vars).diagnostics.isEmpty)
    }
}
