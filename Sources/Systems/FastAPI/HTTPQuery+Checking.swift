import Infrastructure
import JSON

extension HTTPQuery {
    /// The fields of the query in the form that the service goes on with; problems are appended.
    ///
    /// Values are texts, of which pydantic makes what a rule wants; fields without a rule are
    /// dropped.
    func checked(_ fields: [BodyField], _ problems: inout [RequestProblem]) -> JSONObject {
        var checked = JSONObject(capacity: fields.count)
        for field in fields {
            let location: [JSONValue] = ["query", .string(field.name)]
            if let text = self[field.name] {
                let value = field.rule.check(.string(text), at: location, &problems)
                checked.append(field.name, value)
            } else if field.isRequired {
                problems.append(.missing(location, input: .null))
            } else if let defaultValue = field.defaultValue {
                checked.append(field.name, defaultValue)
            }
        }
        return checked
    }
}
