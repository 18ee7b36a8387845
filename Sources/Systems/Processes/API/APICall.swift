import Infrastructure
import JSON

/// A request, with the parameters of its path.
struct APICall: Sendable {
    let request: HTTPRequest
    let parameters: HTTPParameters

    /// A parameter of the path, decoded, by its number from 0.
    subscript(number: Int) -> String { PathText.decoded(parameters[number]) }

    /// The body by a rule; throws all that is wrong with it.
    func body(_ rule: BodyRule) throws(APIFailure) -> JSONObject {
        var problems: [RequestProblem] = []
        let body = rule.checkBody(request.body, &problems)
        guard problems.isEmpty, let object = body.object else { throw .problems(problems) }
        return object
    }

    /// The body by a rule, where none is as good as an empty one.
    func optionalBody(_ rule: BodyRule) throws(APIFailure) -> JSONObject {
        request.body == .empty ? JSONObject() : try body(rule)
    }

    /// The fields of the query; throws all that is wrong with them.
    func query(_ fields: [BodyField]) throws(APIFailure) -> JSONObject {
        var problems: [RequestProblem] = []
        let query = request.query.checked(fields, &problems)
        guard problems.isEmpty else { throw .problems(problems) }
        return query
    }
}
