import Infrastructure
import JSON

/// What a reply may look like, with places for the values of the journey.
struct PatternTemplate: Sendable {
    private let status: HTTPStatus?
    private let fields: [(path: BodyPath, value: JSONTemplate)]
    private let unless: [PatternTemplate]

    init(_ pattern: ReplyPattern, in scope: FlowScope) throws(FlowError) {
        status = pattern.status
        var fields: [(path: BodyPath, value: JSONTemplate)] = []
        for field in pattern.body {
            fields.append((field.path, try JSONTemplate(field.value, in: scope)))
        }
        self.fields = fields
        var unless: [PatternTemplate] = []
        for pattern in pattern.unless { unless.append(try PatternTemplate(pattern, in: scope)) }
        self.unless = unless
    }

    /// True when a reply looks like this.
    func matches(
        _ reply: HTTPResponse,
        values: ArraySlice<SlotValue>,
        _ generate: (GeneratedValue) -> String
    ) -> Bool {
        if let status, reply.status != status { return false }
        if !fields.isEmpty {
            let body = reply.body.json
            for field in fields {
                let expected = field.value.filled(values: values, generate)
                guard field.path.value(in: body) == expected else { return false }
            }
        }
        for pattern in unless where pattern.matches(reply, values: values, generate) {
            return false
        }
        return true
    }
}
