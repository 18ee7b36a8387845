import Infrastructure
import JSON

/// A message of a flow with its places, shared by all journeys.
struct MessageTemplate: Sendable {
    private let exchange: TextTemplate
    private let routingKey: TextTemplate
    private let headers: JSONTemplate
    private let body: JSONTemplate?

    init(_ publication: FlowPublication, in scope: FlowScope) throws(FlowError) {
        exchange = try scope.template(publication.exchange)
        routingKey = try scope.template(publication.routingKey)
        headers = try JSONTemplate(.object(publication.headers), in: scope)
        if let body = publication.body {
            self.body = try JSONTemplate(body, in: scope)
        } else {
            body = nil
        }
    }

    /// A text is sent as it is, without quotes; every other value as JSON.
    private static func payload(_ body: JSONValue) -> Payload {
        if case .string(let text) = body { .text(text) } else { .json(body) }
    }

    /// The message of one journey, and where it goes.
    func message(
        values: ArraySlice<SlotValue>,
        _ generate: (GeneratedValue) -> String
    ) -> (message: Message, exchange: String, routingKey: String) {
        let body = body.map { Self.payload($0.filled(values: values, generate)) } ?? .empty
        let headers = headers.filled(values: values, generate).object ?? JSONObject()
        return (
            Message(body, headers: headers),
            exchange.text(values: values, generate), routingKey.text(values: values, generate)
        )
    }
}
