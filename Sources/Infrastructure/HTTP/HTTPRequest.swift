/// The name under which a service is reached.
package typealias ServiceName = String

/// A request as a service sees it.
package struct HTTPRequest: Sendable {
    package var method: HTTPMethod
    package var path: HTTPPath
    package var query: HTTPQuery
    package var headers: [HTTPHeader]
    package var body: Payload

    package init(
        _ method: HTTPMethod,
        _ path: HTTPPath,
        query: HTTPQuery = HTTPQuery(),
        headers: [HTTPHeader] = [],
        body: Payload = .empty
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// A request for a target as it stands in a URL: `/accounts/summary?user_id=1`.
    package init(
        _ method: HTTPMethod,
        target: String,
        headers: [HTTPHeader] = [],
        body: Payload = .empty
    ) {
        let end = target.firstIndex(of: "?") ?? target.endIndex
        self.init(
            method,
            HTTPPath(String(target[..<end])),
            query: HTTPQuery(String(target[end...].dropFirst())),
            headers: headers,
            body: body
        )
    }
}

/// One field of a request's or response's header section, in the order in which it was written.
package struct HTTPHeader: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
