import JSON

extension SchemaKind {
    /// What JSON Schema says of a value of this kind.
    var schema: JSONObject {
        switch self {
        case .version: Self.orVariable(["const": 1])
        case .name(let pattern):
            Self.orVariable(["type": "string", "pattern": .string("^\(pattern.expression)$")])
        // The greatest seed is no number that every editor can hold.
        case .seed: Self.orVariable(["type": "integer", "minimum": 0])
        case .duration: Self.orVariable(SchemaDocument.reference("duration"))
        case .durationOr(let word, _): Self.orVariable(Self.duration(or: word))
        case .distribution: Self.orVariable(SchemaDocument.reference("distribution"))
        case .probability: Self.orVariable(SchemaDocument.reference("probability"))
        case .count(let least, let most):
            Self.orVariable(
                ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
            )
        case .rate, .number(.positive): Self.orVariable(Self.aboveZero)
        case .number(.notNegative): Self.orVariable(["type": "number", "minimum": 0])
        case .flag: Self.orVariable(["type": "boolean"])
        case .text: ["type": "string"]
        case .choice(let names, let later):
            Self.orVariable(["enum": .array((names + later).map { .string($0) })])
        case .section(let keys, _), .row(let keys): Self.section(keys)
        case .map(let kind, _):
            ["type": "object", "additionalProperties": .object(kind.schema)]
        case .list(let kind): ["type": "array", "items": .object(kind.schema)]
        case .threshold(let keys):
            ["anyOf": [["type": "string"], .object(Self.section(keys))]]
        case .window(let keys), .moment(let keys):
            Self.durationOrSection(keys)
        case .scalar: ["type": ["number", "string"]]
        case .json: [:]
        case .template(let kind): ["anyOf": [.object(kind.schema), SchemaDocument.place]]
        case .steps: ["type": "array", "items": SchemaDocument.reference("step")]
        }
    }

    private static let aboveZero: JSONValue = ["type": "number", "exclusiveMinimum": 0]

    private static func orVariable(_ schema: JSONValue) -> JSONObject {
        ["anyOf": [schema, SchemaDocument.reference("variable")]]
    }

    private static func duration(or word: String) -> JSONValue {
        ["anyOf": [SchemaDocument.reference("duration"), ["const": .string(word)]]]
    }

    private static func durationOrSection(_ keys: [SchemaKey]) -> JSONObject {
        [
            "anyOf": [
                SchemaDocument.reference("duration"), .object(section(keys)),
                SchemaDocument.reference("variable"),
            ]
        ]
    }

    private static func section(_ keys: [SchemaKey]) -> JSONObject {
        var schema: JSONObject = [
            "type": "object",
            "additionalProperties": false,
            "properties": .object(JSONObject(keys.map { ($0.name, .object($0.schema)) })),
        ]
        let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }
}

extension SchemaKey {
    /// What JSON Schema says of the key's value, with its description and default.
    var schema: JSONObject {
        var schema = kind.schema
        var text = summary
        if let defaultText {
            if let value = defaultValue {
                schema["default"] = value
            } else {
                text += " Default: \(defaultText)."
            }
        }
        if case .later = availability { text += " Not available in this version." }
        if case .choice(_, let later) = kind, !later.isEmpty {
            text += " Not available in this version: \(later.joined(separator: ", "))."
        }
        schema["description"] = .string(text)
        return schema
    }

    /// The default as a file has it, where the text of the manual is such a value.
    var defaultValue: JSONValue? {
        guard let text = defaultText else { return nil }
        let written = (try? JSONReader.value(text)) ?? .string(text)
        if case .text = kind { return nil }
        let node = JSONNode(value: ["value": written], position: .start)
        let report = DiagnosticReport(file: "", bytes: [], overrides: [])
        _ = SectionReader(report: report).read(node, [SchemaKey("value", kind, "")], at: "")
        guard !report.hasErrors else { return nil }
        return written
    }
}
