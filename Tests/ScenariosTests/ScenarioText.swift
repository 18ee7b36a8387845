import Scenarios

/// Texts of scenario files and what comes of reading them.
enum ScenarioText {
    /// A valid file of one line, in which tables of tests replace a part.
    static let small = """
        {"version": 1, "name": "a", "duration": "10s", "systems": {"provisioning": \
        {"profile": "task"}}, "load": {"l": {"executor": "constant-arrival-rate", "rate": 5, \
        "flow": "submit"}}}
        """

    /// A file with some keys more, or others; nil takes one out.
    static func with(_ keys: String...) -> String {
        "{\"version\": 1, \"name\": \"a\", \"duration\": \"10s\", \(systems), \(load)"
            + keys.map { ", " + $0 }.joined() + "}"
    }

    static let systems = #""systems": {"provisioning": {"profile": "task"}}"#
    static let load =
        #""load": {"l": {"executor": "constant-arrival-rate", "rate": 5, "flow": "submit"}}"#

    static func read(
        _ text: String,
        set overrides: [String] = [],
        seed: UInt64? = nil,
        thresholds: [String] = []
    ) -> ScenarioReading {
        ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            overrides: overrides.compactMap { ScenarioOverride($0) },
            seed: seed,
            systems: ProvisioningFixture.catalogue,
            extraThresholds: thresholds
        )
    }

    /// The diagnostics as a user reads them.
    static func messages(of reading: ScenarioReading) -> [String] {
        reading.diagnostics.map(\.description)
    }
}
