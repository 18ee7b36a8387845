import Infrastructure
import JSON

/// The keys of a scenario file.
struct ScenarioTable {
    /// The greatest count there is.
    static let greatestCount: Int64 = 1_000_000_000

    let keys: [SchemaKey]

    init(systems: [SystemDescription]) {
        keys = Self.head + Self.parts(systems: systems)
    }

    private static let head: [SchemaKey] = [
        SchemaKey("$schema", .text, "Where editors find this schema; ignored."),
        SchemaKey("version", .version, required: true, "The version of the format: 1."),
        SchemaKey(
            "name",
            .name(.scenario),
            required: true,
            "The name of the scenario, under which its reports are written."
        ),
        SchemaKey("description", .text, "What the scenario is about, for people."),
        SchemaKey("seed", .seed, default: "1", "The seed that all chance is derived from."),
        SchemaKey(
            "warmUp",
            .durationOr("auto", allowsZero: true),
            default: "0s",
            "Virtual time from the start that is left out of metrics and thresholds; \"auto\" "
                + "has MSER-5 choose it in a run before."
        ),
        SchemaKey(
            "duration",
            .duration(allowsZero: false),
            "Virtual time after the warm-up in which load is offered and measured; required "
                + "unless every load has its own."
        ),
        SchemaKey(
            "drain",
            .duration(allowsZero: true),
            default: "5m",
            "Virtual time after that, at most, in which outstanding work may finish."
        ),
        SchemaKey(
            "vars",
            .map(.scalar, isClosed: true),
            "Named numbers and strings: any value may be \"$name\", and \"$$\" at the start of "
                + "one is a literal dollar."
        ),
    ]

    private static func parts(systems: [SystemDescription]) -> [SchemaKey] {
        [
            SchemaKey(
                "infrastructure",
                .section(infrastructure),
                "How the stand-ins behave as machines; instant and unlimited where left out."
            ),
            SchemaKey(
                "systems",
                .section(sections(of: systems), of: "system"),
                required: true,
                "The systems that run."
            ),
            SchemaKey(
                "load",
                .map(.section(LoadTable.keys), isClosed: true),
                required: true,
                "Named loads, which run at the same time."
            ),
            flows,
            SchemaKey(
                "faults",
                .list(.section(FaultTable.keys)),
                default: "none",
                "What breaks, and when."
            ),
            SchemaKey(
                "thresholds",
                .map(.list(.threshold(ThresholdTable.keys)), isClosed: false),
                default: "none",
                "What the run has to meet: lists of expressions by metric."
            ),
        ]
    }

    private static let flows = SchemaKey(
        "flows",
        .map(.steps, isClosed: true),
        default: "none",
        "Named user journeys beside those that every system brings: lists of steps. Texts may "
            + "contain ${name}: a variable, a captured value, or iteration, vu, uuid, serial, "
            + "pick:a,b,c."
    )

    private static let infrastructure: [SchemaKey] = [
        SchemaKey(
            "http",
            .section(
                machine("request") + [
                    SchemaKey(
                        "timeout",
                        .duration(allowsZero: false),
                        default: "30s",
                        "How long a client waits for an answer."
                    )
                ]
            ),
            "The machine of each front."
        ),
        SchemaKey("broker", .section(machine("operation")), "The machine of the message broker."),
        SchemaKey("store", .section(machine("command")), "The machine of the key-value store."),
    ]

    private static func machine(_ operation: String) -> [SchemaKey] {
        [
            SchemaKey(
                "latency",
                .distribution,
                default: "0s",
                "How long one \(operation) holds a place of the machine."
            ),
            SchemaKey(
                "concurrency",
                .count(min: 1, max: greatestCount),
                default: "unlimited",
                "How many places there are; more than that wait, first come first served."
            ),
        ]
    }

    /// The systems of the contract, in its order.
    private static let contractSystems = ["provisioning", "accounts", "processes", "events"]

    /// The names of the systems that a file may have, also those of later versions.
    static func systemNames(_ systems: [SystemDescription]) -> [String] {
        let names = systems.map(\.name)
        return names + contractSystems.filter { !names.contains($0) }
    }

    private static func sections(of systems: [SystemDescription]) -> [SchemaKey] {
        systemNames(systems).map { name in
            guard let system = systems.first(where: { $0.name == name }) else {
                return SchemaKey(
                    name,
                    .json,
                    availability: .later(unless: nil),
                    "The system \(name)."
                )
            }
            let keys = system.configuration.map(SchemaKey.init)
            return SchemaKey(name, .section(keys), system.summary)
        }
    }
}
