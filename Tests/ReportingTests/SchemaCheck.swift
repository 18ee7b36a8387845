import JSON

/// Checks a value against a JSON schema, as far as the schema of results goes.
///
/// Known are `type`, `const`, `enum`, `minimum`, `pattern`, `required`, `properties`,
/// `additionalProperties`, `items` and `$ref` to `$defs`; any other rule is a problem itself.
struct SchemaCheck {
    private let root: JSONValue

    init(_ schema: JSONValue) {
        root = schema
    }

    /// What is wrong, each with its path.
    func problems(in value: JSONValue) -> [String] {
        problems(in: value, root, at: "$")
    }

    private static let silent = ["$schema", "$defs", "title", "description"]

    private func problems(
        in value: JSONValue,
        _ schema: JSONValue,
        at path: String
    ) -> [String] {
        guard let rules = schema.object?.members else { return ["\(path): no schema"] }
        return rules.flatMap { rule -> [String] in
            if Self.silent.contains(rule.key) { return [] }
            switch rule.key {
            case "$ref": return problems(in: value, definition(rule.value), at: path)
            case "type": return isOfType(value, rule.value) ? [] : ["\(path): type"]
            case "const": return value == rule.value ? [] : ["\(path): const"]
            case "enum":
                return (rule.value.array ?? []).contains(value) ? [] : ["\(path): enum"]
            case "minimum":
                let isBelow = (value.number ?? 0) < (rule.value.number ?? 0)
                return isBelow ? ["\(path): minimum"] : []
            case "pattern": return matches(value, rule.value) ? [] : ["\(path): pattern"]
            case "required":
                return (rule.value.array ?? []).compactMap(\.string)
                    .filter { value[$0] == nil }.map { "\(path).\($0): missing" }
            case "properties", "additionalProperties":
                return members(of: value, rule, schema, at: path)
            case "items":
                return (value.array ?? []).enumerated().flatMap { index, item in
                    problems(in: item, rule.value, at: "\(path)[\(index)]")
                }
            default: return ["\(path): the rule \(rule.key) is not known"]
            }
        }
    }

    private func members(
        of value: JSONValue,
        _ rule: JSONObject.Member,
        _ schema: JSONValue,
        at path: String
    ) -> [String] {
        let described = schema["properties"]?.object?.members.map(\.key) ?? []
        return (value.object?.members ?? []).flatMap { member -> [String] in
            let isDescribed = described.contains(member.key)
            guard isDescribed == (rule.key == "properties") else { return [] }
            let own = isDescribed ? rule.value[member.key] ?? .null : rule.value
            return problems(in: member.value, own, at: "\(path).\(member.key)")
        }
    }

    private func definition(_ reference: JSONValue) -> JSONValue {
        let name = reference.string?.split(separator: "/").last.map(String.init) ?? ""
        return root["$defs"]?[name] ?? .null
    }

    private func isOfType(_ value: JSONValue, _ types: JSONValue) -> Bool {
        let names = types.array?.compactMap(\.string) ?? [types.string ?? ""]
        return names.contains { name in
            switch name {
            case "object": value.object != nil
            case "array": value.array != nil
            case "string": value.string != nil
            case "boolean": value.bool != nil
            case "integer": value.integer != nil
            case "number": value.number != nil
            case "null": value.isNull
            default: false
            }
        }
    }

    private func matches(_ value: JSONValue, _ pattern: JSONValue) -> Bool {
        guard let text = value.string, let pattern = pattern.string,
            let regex = try? Regex(pattern)
        else { return false }
        return text.contains(regex)
    }
}
