import JSON

/// Something wrong with a request, in the form of FastAPI's error list.
struct RequestProblem: Sendable, Equatable {
    let type: String
    let location: [JSONValue]
    let message: String
    var input: JSONValue = .null
    var context: JSONObject?

    var json: JSONValue {
        var object: JSONObject = [
            "type": .string(type),
            "loc": .array(location),
            "msg": .string(message),
            "input": input,
        ]
        if let context { object["ctx"] = .object(context) }
        return .object(object)
    }

    /// The problem in one line: where, and what.
    var text: String {
        let place = location.dropFirst().map { $0.string ?? "\($0.integer ?? 0)" }
        return place.isEmpty ? message : "\(place.joined(separator: ".")): \(message)"
    }
}
