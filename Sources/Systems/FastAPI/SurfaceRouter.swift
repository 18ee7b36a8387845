import Infrastructure

/// Finds the route of a request, or answers it as the framework of a profile does.
struct SurfaceRouter: Sendable {
    enum Match {
        case route(Int, parameters: HTTPParameters)
        /// No route of the service is meant.
        case reply(HTTPResponse)
    }

    private let isFastAPI: Bool
    private var router = HTTPRouter()

    /// With `isFastAPI`, a slash too many redirects (307) and errors have FastAPI's form.
    init(isFastAPI: Bool) {
        self.isFastAPI = isFastAPI
    }

    mutating func add(_ method: HTTPMethod, _ pattern: String, _ route: Int) {
        router.add(method, pattern, route)
    }

    func match(_ request: HTTPRequest) -> Match {
        switch router.match(request.method, request.path) {
        case .route(let route, let parameters):
            return .route(route, parameters: parameters)
        case .methodNotAllowed(let allow):
            var response = error(.methodNotAllowed, "Method Not Allowed")
            response.headers = [HTTPHeader("Allow", allow)]
            return .reply(response)
        case .notFound:
            return .reply(redirect(request) ?? error(.notFound, "Not Found"))
        }
    }

    /// Starlette sends whoever wrote a slash at the end to the path without it, if that exists.
    private func redirect(_ request: HTTPRequest) -> HTTPResponse? {
        let segments = request.path.segments
        guard isFastAPI, segments.last?.isEmpty == true else { return nil }
        let target = HTTPPath(segments: segments.dropLast())
        guard router.match(request.method, target) != .notFound else { return nil }
        return HTTPResponse(
            .temporaryRedirect,
            headers: [HTTPHeader("Location", target.description)]
        )
    }

    private func error(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        isFastAPI ? Replies.detail(status, text) : Replies.coded(status, text)
    }
}
