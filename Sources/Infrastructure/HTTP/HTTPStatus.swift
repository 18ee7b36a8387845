/// The status code of a response (RFC 9110, section 15).
package struct HTTPStatus: Sendable, Hashable, RawRepresentable, ExpressibleByIntegerLiteral {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package init(integerLiteral value: Int) {
        rawValue = value
    }

    /// True from 200 to 399: what k6 counts as a request that did not fail.
    package var isSuccess: Bool { (200..<400).contains(rawValue) }

    package static let ok: HTTPStatus = 200
    package static let noContent: HTTPStatus = 204
    package static let temporaryRedirect: HTTPStatus = 307
    package static let badRequest: HTTPStatus = 400
    package static let unauthorized: HTTPStatus = 401
    package static let notFound: HTTPStatus = 404
    package static let methodNotAllowed: HTTPStatus = 405
    package static let unprocessableContent: HTTPStatus = 422
    package static let internalServerError: HTTPStatus = 500
}
