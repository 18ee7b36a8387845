package import Infrastructure
import JSON

/// The JSON Schema of scenario files, for editors: made of the tables that files are checked by.
///
/// It accepts every file of the contract, also what this version does not run yet, so that it
/// never marks as wrong what is only early. What takes more than one value into account, it leaves
/// to `simulate validate`.
package enum SchemaDocument {
    /// The text of the schema, with the sections of the systems.
    package static func text(systems: [SystemDescription]) -> String {
        var root = JSONObject([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "Scenario"),
            ("description", "A scenario of the simulator: systems, load, and what must hold."),
        ])
        let keys = ScenarioTable(systems: systems).keys
        for member in SchemaKind.section(keys).schema.members {
            root[member.key] = member.value
        }
        root["$defs"] = .object(JSONObject(definitions))
        return JSONWriter.pretty(.object(root))
    }

    private static let definitions: [(String, JSONValue)] = [
        (
            "variable",
            [
                "description": "The value of a variable of \"vars\".",
                "type": "string",
                "pattern": .string("^\\$\(NamePattern.variable.expression)$"),
            ]
        ),
        (
            "duration",
            [
                "description": "A number and a unit: ns, us, ms, s, m or h.",
                "type": "string",
                "pattern": .string("^\(DurationText.expression)$"),
                "examples": ["250us", "1.5s", "10m"],
            ]
        ),
        (
            "probability",
            [
                "description": "A percentage, or a number from 0 to 1.",
                "anyOf": [
                    ["type": "number", "minimum": 0, "maximum": 1],
                    [
                        "type": "string",
                        "pattern": .string("^\(ProbabilityValue.expression)$"),
                        "examples": ["0.1%"],
                    ],
                ],
            ]
        ),
        (
            "place",
            [
                "description": "What a flow inserts: the value of a variable.",
                "type": "string",
                "pattern": "^\\$\\{[^}]+\\}$",
            ]
        ),
        ("step", .object(step)),
        (
            "distribution",
            [
                "description": "A duration, or a law that durations are drawn from.",
                "anyOf": .array([reference("duration")] + DistributionTable.laws.map(law)),
            ]
        ),
    ]

    private static var step: JSONObject {
        var schema = SchemaKind.section(FlowTable.steps).schema
        schema["minProperties"] = 1
        schema["maxProperties"] = 1
        schema["description"] = "One step of a flow."
        return schema
    }

    private static func law(_ law: DistributionTable.Law) -> JSONValue {
        var schema = SchemaKind.section(law.parameters).schema
        var properties = schema["properties"]?.object ?? JSONObject()
        properties["distribution"] = [
            "anyOf": [["const": .string(law.name)], reference("variable")],
            "description": .string(law.summary),
        ]
        schema["properties"] = .object(properties)
        schema["required"] = .array([.string("distribution")] + (schema["required"]?.array ?? []))
        schema["description"] = .string(law.summary)
        return .object(schema)
    }

    static let place = reference("place")

    static func reference(_ name: String) -> JSONValue {
        ["$ref": .string("#/$defs/\(name)")]
    }
}
