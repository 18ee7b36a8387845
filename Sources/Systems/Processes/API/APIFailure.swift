import Infrastructure
import JSON

/// Why a request is not done, as its reply tells it.
enum APIFailure: Error, Equatable {
    /// 422: the request itself is wrong, in all these places.
    case problems([RequestProblem])
    /// 404: there is nothing of that name.
    case unknown(String, hint: String)
    /// 409: it cannot be done as things are.
    case conflict(String, String, hint: String, JSONObject = JSONObject())
    /// 503: the store or the broker does not answer; nothing is known to be done.
    case unavailable(String)

    var reply: HTTPResponse {
        switch self {
        case .problems(let problems): Replies.problems(problems)
        case .unknown(let message, let hint): Self.reply(.notFound, "not-found", message, hint)
        case .conflict(let name, let message, let hint, let members):
            Self.reply(409, name, message, hint, members)
        case .unavailable(let text):
            Self.reply(503, "unavailable", text, "the same request may be sent again")
        }
    }

    /// `{"detail": {"error": …, "message": …, "hint": …, …}}`.
    private static func reply(
        _ status: HTTPStatus,
        _ name: String,
        _ message: String,
        _ hint: String,
        _ members: JSONObject = JSONObject()
    ) -> HTTPResponse {
        var detail: JSONObject = ["error": .string(name), "message": .string(message)]
        for member in members.members { detail[member.key] = .some(member.value) }
        if !hint.isEmpty { detail["hint"] = .string(hint) }
        return HTTPResponse(status, json: ["detail": .object(detail)])
    }
}
