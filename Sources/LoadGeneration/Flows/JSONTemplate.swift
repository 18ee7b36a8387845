import JSON

/// A JSON value whose texts have places to fill in.
///
/// A text that is nothing but `${name}` becomes the variable's value with its type, so that
/// `"${timeoutInSeconds}"` may stand for a number.
indirect enum JSONTemplate: Sendable {
    case value(JSONValue)
    case text(TextTemplate)
    case array([JSONTemplate])
    case object([(key: String, value: JSONTemplate)])

    init(
        _ value: JSONValue,
        variables: [String: JSONValue],
        slot: (String) -> Int?
    ) throws(FlowError) {
        switch value {
        case .string(let text):
            if text.hasPrefix("${"), text.hasSuffix("}"),
                case let name = String(text.dropFirst(2).dropLast()), slot(name) == nil,
                let value = variables[name]
            {
                self = .value(value)
                return
            }
            let template = try TextTemplate(text, slot: slot)
            self = template.constant.map { .value(.string($0)) } ?? .text(template)
        case .array(let elements):
            var templates: [JSONTemplate] = []
            for element in elements {
                templates.append(try JSONTemplate(element, variables: variables, slot: slot))
            }
            let constants = templates.compactMap(\.constant)
            self = constants.count == elements.count ? .value(.array(constants)) : .array(templates)
        case .object(let object):
            var members: [(key: String, value: JSONTemplate)] = []
            for member in object.members {
                let template = try JSONTemplate(member.value, variables: variables, slot: slot)
                members.append((member.key, template))
            }
            let constants = members.compactMap { member in
                member.value.constant.map { (member.key, $0) }
            }
            self =
                constants.count == members.count
                ? .value(.object(JSONObject(constants))) : .object(members)
        default:
            self = .value(value)
        }
    }

    /// The value itself, when there is nothing to fill in.
    var constant: JSONValue? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The value with everything filled in.
    func filled(
        values: ArraySlice<String>,
        _ generate: (TextTemplate.Generated) -> String
    ) -> JSONValue {
        switch self {
        case .value(let value): value
        case .text(let template): .string(template.text(values: values, generate))
        case .array(let elements):
            .array(elements.map { $0.filled(values: values, generate) })
        case .object(let members):
            .object(JSONObject(members.map { ($0.key, $0.value.filled(values: values, generate)) }))
        }
    }
}
