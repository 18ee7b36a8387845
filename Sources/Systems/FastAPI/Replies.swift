import Infrastructure
import JSON

/// The forms that the replies of all services have.
enum Replies {
    /// `{"code": …, "message": …}`, with a status that may differ from the code.
    static func coded(
        _ status: HTTPStatus,
        code: Int64? = nil,
        _ message: String
    ) -> HTTPResponse {
        HTTPResponse(
            status,
            json: [
                "code": .integer(code ?? Int64(status.rawValue)),
                "message": .string(message),
            ]
        )
    }

    /// `{"detail": …}`, as FastAPI tells errors.
    static func detail(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        HTTPResponse(status, json: ["detail": .string(text)])
    }

    /// What FastAPI answers when an exception gets to it.
    static let uncaught = HTTPResponse(
        .internalServerError,
        body: .text("Internal Server Error")
    )

    /// What the proxy in front answers to bodies beyond `BodySize.limit`.
    static let tooLarge = detail(413, "Request Entity Too Large")

    /// FastAPI's list of what is wrong with a request.
    static func problems(_ problems: [RequestProblem]) -> HTTPResponse {
        HTTPResponse(422, json: ["detail": .array(problems.map(\.json))])
    }
}
