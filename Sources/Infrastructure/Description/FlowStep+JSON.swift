package import JSON

extension FlowDescription {
    /// The steps as a file has them, with the defaults of the variables filled in.
    package var json: JSONValue {
        .array(steps.map { filled($0.json) })
    }

    /// The value with the variables' defaults in place of their names.
    private func filled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): filled(text)
        case .array(let elements): .array(elements.map(filled))
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, filled($0.value)) }))
        default: value
        }
    }

    private func filled(_ text: String) -> JSONValue {
        var text = text
        for variable in variables where text.contains("${\(variable.name)}") {
            guard let value = variable.defaultValue else { continue }
            if text == "${\(variable.name)}" { return filled(value) }
            let inserted =
                switch filled(value) {
                case .string(let string): string
                case let other: JSONWriter.compact(other)
                }
            text = text.split(separator: "${\(variable.name)}", omittingEmptySubsequences: false)
                .joined(separator: inserted)
        }
        return .string(text)
    }
}

extension FlowStep {
    /// The step as a file has it, which is also its canonical form.
    package var json: JSONValue {
        switch self {
        case .request(let request): ["request": request.json]
        case .expect(let pattern): ["expect": pattern.json]
        case .capture(let captures):
            [
                "capture": .object(
                    JSONObject(captures.map { ($0.name, .string($0.path.description)) })
                )
            ]
        case .pause(let duration): ["pause": duration]
        case .repetition(let repetition): ["repeat": repetition.json]
        case .condition(let pattern, let steps): ["when": pattern.json(with: steps)]
        case .publish(let publication): ["publish": publication.json]
        case .receive(let queue, let within):
            ["receive": ["queue": .string(queue), "within": within]]
        }
    }
}

extension FlowRequest {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name),
            "method": .string(method.rawValue),
            "service": .string(service),
            "path": .string(path),
        ]
        if !headers.isEmpty {
            object["headers"] = .object(
                JSONObject(headers.map { ($0.name, .string($0.value)) })
            )
        }
        if let body { object["body"] = body }
        if submitsTask != (method == .post) { object["submitsTask"] = .bool(submitsTask) }
        return .object(object)
    }
}

extension ReplyPattern {
    fileprivate var json: JSONValue { .object(object) }

    fileprivate func json(with steps: [FlowStep]) -> JSONValue {
        var object = object
        object["steps"] = .array(steps.map(\.json))
        return .object(object)
    }

    private var object: JSONObject {
        var object = JSONObject()
        if let status { object["status"] = .integer(Int64(status.rawValue)) }
        if !body.isEmpty {
            object["body"] = .object(
                JSONObject(body.map { ($0.path.description, $0.value) })
            )
        }
        if let pattern = unless.first { object["not"] = pattern.json }
        return object
    }
}

extension FlowRepetition {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        if let every { object["every"] = every }
        if let until { object["until"] = until.json }
        object["atMost"] = atMost
        object["steps"] = .array(steps.map(\.json))
        return .object(object)
    }
}

extension FlowPublication {
    fileprivate var json: JSONValue {
        var object: JSONObject =
            exchange.isEmpty
            ? ["queue": .string(routingKey)]
            : ["exchange": .string(exchange), "routingKey": .string(routingKey)]
        if headers.members.first != nil { object["headers"] = .object(headers) }
        if let body { object["body"] = body }
        return .object(object)
    }
}
