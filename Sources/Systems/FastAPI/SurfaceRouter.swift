import Infrastructure

/// Finds the route of a request, or answers it as the framework of a profile does.
struct SurfaceRouter: Sendable {
    enum Match {
        case route(Int, parameters: HTTPParameters)
        /// No route of the service is meant.
        case reply(HTTPResponse)
    }

    private let redirects: Bool
    private let errors: ErrorForm
    private let notFound: String
    private var router = HTTPRouter()

    /// With `redirects`, a slash at the end too many or too few redirects (307); `notFound` is what
    /// is said where there is no route.
    init(redirects: Bool = true, errors: ErrorForm = .detail, notFound: String = "Not Found") {
        self.redirects = redirects
        self.errors = errors
        self.notFound = notFound
    }

    /// With `isFastAPI`, as Starlette does; otherwise without redirects and with codes.
    init(isFastAPI: Bool) {
        self.init(redirects: isFastAPI, errors: isFastAPI ? .detail : .coded)
    }

    mutating func add(_ method: HTTPMethod, _ pattern: String, _ route: Int) {
        router.add(method, pattern, route)
    }

    func match(_ request: HTTPRequest) -> Match {
        switch router.match(request.method, request.path) {
        case .route(let route, let parameters):
            return .route(route, parameters: parameters)
        case .methodNotAllowed(let allow):
            var response = errors.reply(.methodNotAllowed, "Method Not Allowed")
            response.headers = [HTTPHeader("Allow", allow)]
            return .reply(response)
        case .notFound:
            return .reply(redirect(request) ?? errors.reply(.notFound, notFound))
        }
    }

    /// What a request is for where routes are the cases of `Route`; bodies that are too large are
    /// refused before anybody looks where they go.
    func find<Route: RawRepresentable<Int>>(_ request: HTTPRequest) -> Destination<Route> {
        if BodySize.isTooLarge(request.body) { return .reply(Replies.tooLarge) }
        switch match(request) {
        case .reply(let response): return .reply(response)
        case .route(let number, let parameters):
            guard let route = Route(rawValue: number) else { return .reply(Replies.uncaught) }
            return .route(route, parameters)
        }
    }

    /// Where a request goes.
    enum Destination<Route> {
        case route(Route, HTTPParameters)
        /// Nowhere: the framework answers it.
        case reply(HTTPResponse)
    }

    /// Starlette sends whoever wrote a slash at the end to the path without it, if that exists, and
    /// whoever left it out to the path with it.
    private func redirect(_ request: HTTPRequest) -> HTTPResponse? {
        let segments = request.path.segments
        guard redirects, segments != [""] else { return nil }
        let hasSlash = segments.last?.isEmpty == true
        let target = HTTPPath(segments: hasSlash ? segments.dropLast() : segments + [""])
        guard router.match(request.method, target) != .notFound else { return nil }
        let query = request.query.isEmpty ? "" : "?" + request.query.text
        return HTTPResponse(
            .temporaryRedirect,
            headers: [HTTPHeader("Location", target.description + query)]
        )
    }
}
