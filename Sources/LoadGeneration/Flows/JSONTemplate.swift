import JSON

/// A JSON value whose texts have places to fill in.
///
/// A text that is nothing but `${name}` becomes the variable's value with its type, so that
/// `"${timeoutInSeconds}"` may stand for a number.
indirect enum JSONTemplate: Sendable {
    case value(JSONValue)
    case text(TextTemplate)
    /// A captured value, which keeps its type.
    case captured(slot: Int)
    case array([JSONTemplate])
    case object([(key: String, value: JSONTemplate)])

    init(_ value: JSONValue, in scope: FlowScope) throws(FlowError) {
        switch value {
        case .string(let text):
            if let name = Placeholders.only(in: text), scope.slot(name) == nil,
                let value = scope.value(of: name)
            {
                self = try JSONTemplate(value, in: try scope.entering(name))
                return
            }
            let template = try scope.template(text)
            if let slot = template.onlySlot {
                self = .captured(slot: slot)
            } else {
                self = template.constant.map { .value(.string($0)) } ?? .text(template)
            }
        case .array(let elements):
            var templates: [JSONTemplate] = []
            for element in elements { templates.append(try JSONTemplate(element, in: scope)) }
            let constants = templates.compactMap(\.constant)
            self = constants.count == elements.count ? .value(.array(constants)) : .array(templates)
        case .object(let object):
            var members: [(key: String, value: JSONTemplate)] = []
            for member in object.members {
                members.append((member.key, try JSONTemplate(member.value, in: scope)))
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
        values: ArraySlice<SlotValue>,
        _ generate: (GeneratedValue) -> String
    ) -> JSONValue {
        switch self {
        case .value(let value): value
        case .text(let template): .string(template.text(values: values, generate))
        case .captured(let slot): values[values.startIndex + slot].json
        case .array(let elements):
            .array(elements.map { $0.filled(values: values, generate) })
        case .object(let members):
            .object(JSONObject(members.map { ($0.key, $0.value.filled(values: values, generate)) }))
        }
    }
}
