import Infrastructure
import JSON

/// How a service tells that there is nothing for a request.
enum ErrorForm: Sendable {
    /// `{"code": 404, "message": …}`.
    case coded
    /// `{"detail": …}`, as FastAPI does.
    case detail
    /// `{"detail": …, "status_code": 404}`.
    case numbered

    func reply(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        switch self {
        case .coded: Replies.coded(status, text)
        case .detail: Replies.detail(status, text)
        case .numbered:
            HTTPResponse(
                status,
                json: [
                    "detail": .string(text), "status_code": .integer(Int64(status.rawValue)),
                ]
            )
        }
    }
}
