/// The keys of a load, and which of them belong to which executor.
enum LoadTable {
    /// An executor of k6.
    struct Executor: Sendable {
        let name: String
        let isAvailable: Bool
        /// The keys that this executor has and not every other.
        let keys: [String]
    }

    static let executors: [Executor] = [
        Executor(
            name: "constant-arrival-rate",
            isAvailable: true,
            keys: ["rate", "timeUnit", "arrivals", "maxVUs"]
        ),
        Executor(
            name: "ramping-arrival-rate",
            isAvailable: false,
            keys: ["startRate", "timeUnit", "stages", "arrivals", "maxVUs"]
        ),
        Executor(name: "constant-vus", isAvailable: false, keys: ["vus"]),
        Executor(name: "ramping-vus", isAvailable: false, keys: ["startVUs", "stages"]),
        Executor(name: "per-vu-iterations", isAvailable: false, keys: ["vus", "iterations"]),
        Executor(name: "shared-iterations", isAvailable: false, keys: ["vus", "iterations"]),
        Executor(name: "trace", isAvailable: false, keys: ["times", "maxVUs"]),
    ]

    /// The names of the executors that have a key, or none for one that every executor has.
    static func executors(with key: String) -> [String] {
        executors.filter { $0.keys.contains(key) }.map(\.name)
    }

    static let keys: [SchemaKey] = common + arrivals + later

    private static let common: [SchemaKey] = [
        SchemaKey(
            "executor",
            .choice(
                executors.filter(\.isAvailable).map(\.name),
                later: executors.filter { !$0.isAvailable }.map(\.name)
            ),
            required: true,
            "How arrivals come about."
        ),
        SchemaKey("flow", .text, required: true, "The flow that every arrival goes through."),
        SchemaKey(
            "startTime",
            .duration(allowsZero: true),
            default: "0s",
            "When the load begins, from the start of the run."
        ),
        SchemaKey(
            "duration",
            .duration(allowsZero: false),
            default: "until warmUp + duration of the scenario",
            "How long the load lasts."
        ),
        SchemaKey(
            "vars",
            .map(.json, isClosed: false),
            default: "those of the flow",
            "Values of the flow's variables."
        ),
        SchemaKey(
            "tags",
            .map(.text, isClosed: false),
            default: "none",
            "Names and values that describe the load."
        ),
    ]

    private static let arrivals: [SchemaKey] = [
        SchemaKey("rate", .rate, "Arrivals in each timeUnit; at most 10⁹ a second."),
        SchemaKey(
            "timeUnit",
            .duration(allowsZero: false),
            default: "1s",
            "The time that rates are counted by."
        ),
        SchemaKey(
            "arrivals",
            .choice(Load.Arrivals.allCases.map(\.rawValue)),
            default: Load.Arrivals.uniform.rawValue,
            "At equal distances, or independent of each other."
        ),
        SchemaKey(
            "maxVUs",
            .count(min: 1, max: ScenarioTable.greatestCount),
            default: "unlimited",
            "How many journeys may be under way at once; arrivals beyond are dropped and counted."
        ),
    ]

    private static let later: [SchemaKey] = [
        SchemaKey("startRate", .number(.notNegative), "The rate that the stages start from."),
        SchemaKey("stages", .list(.json), "Durations, and the target that each ends at."),
        SchemaKey(
            "vus",
            .count(min: 1, max: ScenarioTable.greatestCount),
            "How many virtual users there are."
        ),
        SchemaKey(
            "startVUs",
            .count(min: 0, max: ScenarioTable.greatestCount),
            "How many virtual users the stages start from."
        ),
        SchemaKey(
            "iterations",
            .count(min: 1, max: ScenarioTable.greatestCount),
            "How many times the flow is gone through."
        ),
        SchemaKey("times", .list(.duration(allowsZero: true)), "Recorded arrivals."),
    ]
}
