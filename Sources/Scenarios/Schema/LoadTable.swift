import JSON

/// The keys of a load, and which of them belong to which executor.
enum LoadTable {
    /// An executor of k6.
    struct Executor: Sendable {
        let name: String
        /// The keys that this executor has and not every other.
        let keys: [String]
        /// Those of them that a load has to have.
        let required: [String]
    }

    static let executors: [Executor] = [
        Executor(
            name: "constant-arrival-rate",
            keys: ["rate", "timeUnit", "arrivals", "maxVUs"],
            required: ["rate"]
        ),
        Executor(
            name: "ramping-arrival-rate",
            keys: ["startRate", "timeUnit", "stages", "arrivals", "maxVUs"],
            required: ["stages"]
        ),
        Executor(name: "constant-vus", keys: ["vus"], required: ["vus"]),
        Executor(name: "ramping-vus", keys: ["startVUs", "stages"], required: ["stages"]),
        Executor(
            name: "per-vu-iterations",
            keys: ["vus", "iterations"],
            required: ["vus", "iterations"]
        ),
        Executor(
            name: "shared-iterations",
            keys: ["vus", "iterations"],
            required: ["vus", "iterations"]
        ),
        Executor(name: "trace", keys: ["times", "maxVUs"], required: ["times"]),
    ]

    /// The most users that a closed load has: each is kept in memory.
    static let mostUsers: Int64 = 1_000_000

    /// The names of the executors that have a key, or none for one that every executor has.
    static func executors(with key: String) -> [String] {
        executors.filter { $0.keys.contains(key) }.map(\.name)
    }

    /// Whether a load, as a file has it, says when it ends.
    static func knowsItsEnd(_ load: JSONNode) -> Bool {
        load["duration"] != nil || load["stages"] != nil || load["times"] != nil
    }

    static let keys: [SchemaKey] = common + arrivals + users

    private static let common: [SchemaKey] = [
        SchemaKey(
            "executor",
            .choice(executors.map(\.name)),
            required: true,
            "What makes iterations begin: arrivals, which wait for nobody, or users (VUs), who"
                + " begin anew when they are done."
        ),
        SchemaKey("flow", .text, required: true, "The flow that every iteration goes through."),
        SchemaKey(
            "startTime",
            .duration(allowsZero: true),
            default: "0s",
            "When the load begins, from the start of the run."
        ),
        SchemaKey(
            "duration",
            .duration(allowsZero: false),
            default: "until stages, times, or warmUp + duration of the scenario are over",
            "How long iterations begin; those under way then come to their end."
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
            "Names and values that the metrics of the load carry, for thresholds and reports."
        ),
    ]

    private static let arrivals: [SchemaKey] = [
        SchemaKey("rate", .rate, "Arrivals in each timeUnit; at most 10⁹ a second."),
        SchemaKey(
            "startRate",
            .number(.notNegative),
            default: "0",
            "The rate that the stages start from."
        ),
        SchemaKey(
            "timeUnit",
            .duration(allowsZero: false),
            default: "1s",
            "The time that rates are counted by."
        ),
        SchemaKey(
            "stages",
            .list(.section(stage)),
            "Where the rate or the number of users goes, one part after the other."
        ),
        SchemaKey(
            "arrivals",
            .choice(Load.Arrivals.allCases.map(\.rawValue)),
            default: Load.Arrivals.uniform.rawValue,
            "At equal distances, or independent of each other."
        ),
        SchemaKey(
            "times",
            .list(.duration(allowsZero: true)),
            "Recorded arrivals, from the start of the load, in their order."
        ),
        SchemaKey(
            "maxVUs",
            .count(min: 1, max: ScenarioTable.greatestCount),
            default: "unlimited",
            "How many journeys may be under way at once; arrivals beyond are dropped and counted."
        ),
    ]

    /// The keys of one stage.
    static let stage: [SchemaKey] = [
        SchemaKey(
            "duration",
            .duration(allowsZero: true),
            required: true,
            "How long it takes to get to the target; 0s is a jump."
        ),
        SchemaKey(
            "target",
            .number(.notNegative),
            required: true,
            "The rate (in timeUnit) or the number of users at the end of the stage."
        ),
    ]

    private static let users: [SchemaKey] = [
        SchemaKey(
            "vus",
            .count(min: 1, max: mostUsers),
            "How many users there are. One whose iteration took no virtual time begins the next"
                + " after 1 ms."
        ),
        SchemaKey(
            "startVUs",
            .count(min: 0, max: mostUsers),
            default: "1",
            "How many users the stages start from; those who are too many finish what they are at."
        ),
        SchemaKey(
            "iterations",
            .count(min: 1, max: ScenarioTable.greatestCount),
            "How many times the flow is gone through, by each user or by all of them; those that"
                + " have not begun when the load ends are counted in dropped_iterations."
        ),
    ]
}
