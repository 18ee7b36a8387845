package import JSON

/// What a service answers.
package struct HTTPResponse: Sendable, Equatable {
    package var status: HTTPStatus
    package var headers: [HTTPHeader]
    package var body: Payload

    package init(_ status: HTTPStatus, headers: [HTTPHeader] = [], body: Payload = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response with a JSON body.
    package init(_ status: HTTPStatus, json: JSONValue, headers: [HTTPHeader] = []) {
        self.init(status, headers: headers, body: .json(json))
    }
}
