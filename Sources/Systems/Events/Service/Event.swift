import Infrastructure
import JSON

/// An event or a command, as a handler gets it.
package struct Event<Body: Sendable>: Sendable {
    /// The parameters of the handler's path.
    package let path: PathParameters
    package let body: Body

    /// The route that the message asked for.
    package var route: String { path.message.route }

    /// The identifier that an answer will carry, too.
    package var correlationID: String? {
        path.message.message.properties?.correlationID
    }

    /// True when the message was given out before and came back.
    package var isRedelivered: Bool { path.message.isRedelivered }

    /// How often the message failed and was put off before, from 0.
    package var attempt: Int { path.message.attempt }

    /// The same event with a body that was read.
    func with<Other>(_ body: Other) -> Event<Other> {
        Event<Other>(path: path, body: body)
    }
}

/// A message on its way through a service: what all its handlers share.
package struct EventMessage: Sendable {
    let message: Message
    let isRedelivered: Bool

    /// The words of the route, where the whole route is matched; else none.
    var words: [String] = []

    /// How often it failed and was put off before, from 0.
    let attempt: Int

    init(_ delivery: Delivery) {
        message = delivery.message
        isRedelivered = delivery.isRedelivered
        attempt = Self.attempt(of: message.headers)
    }

    var route: String { message.headers.string(EventHeaders.route) ?? "" }

    private static func attempt(of headers: JSONObject) -> Int {
        guard let place = place(of: EventHeaders.retries, in: headers),
            let count = headers.members[place].value.integer
        else { return 0 }
        return Int(max(0, min(count, 1_000_000)))
    }

    /// True when the message brings an argument along.
    func hasHeader(_ name: String) -> Bool {
        Self.place(of: name, in: message.headers) != nil || name == EventHeaders.body
    }

    /// Where a header stands; lengths are compared first, which tells most names apart.
    private static func place(of name: String, in headers: JSONObject) -> Int? {
        let length = name.utf8.count
        var place = 0
        while place < headers.members.count {
            if headers.members[place].key.utf8.count == length, headers.members[place].key == name {
                return place
            }
            place += 1
        }
        return nil
    }
}
