import Infrastructure
import JSON

/// Something that an account does at Telegram.
struct TelegramCall: Sendable, Equatable {
    enum Method: Sendable, Equatable {
        /// Puts somebody, by a user name or a phone number, into the channel.
        case invite(user: String?)
        /// Reads messages of the channel, from the newest on.
        case parse(offset: Int64, count: Int64)
    }

    /// The account's UUID.
    let account: String
    let channel: String
    let method: Method
    /// The service on whose behalf the account acts; nil for anybody.
    let service: String?

    /// The header in which a service says its name to whoever calls Telegram for it.
    static let serviceHeader = "X-Service-Name"

    var action: AccountAction {
        switch method {
        case .invite: .invite
        case .parse: .parse
        }
    }

    /// The call as it goes over the wire.
    var request: HTTPRequest {
        var body: JSONObject = [
            "account": .string(account), "channel": .string(channel),
        ]
        if let service { body.append("service", .string(service)) }
        switch method {
        case .invite(let user):
            if let user { body.append("user", .string(user)) }
            return HTTPRequest(.post, Self.invitePath, body: .json(.object(body)))
        case .parse(let offset, let count):
            body.append("offset", .integer(offset))
            body.append("count", .integer(count))
            return HTTPRequest(.post, Self.parsePath, body: .json(.object(body)))
        }
    }

    /// Reads a call; nil where the request is none.
    init?(_ request: HTTPRequest) {
        guard request.method == .post, let body = request.body.json?.object,
            let account = body.string("account"), let channel = body.string("channel")
        else { return nil }
        if request.path == Self.invitePath {
            method = .invite(user: body.string("user"))
        } else if request.path == Self.parsePath {
            guard let offset = body["offset"]?.integer, let count = body["count"]?.integer,
                (0...Self.farthest).contains(offset), (1...Self.most).contains(count)
            else { return nil }
            method = .parse(offset: offset, count: count)
        } else {
            return nil
        }
        self.account = account
        self.channel = channel
        service = body.string("service")
    }

    init(account: String, channel: String, method: Method, service: String?) {
        self.account = account
        self.channel = channel
        self.method = method
        self.service = service
    }

    /// How many messages one call reads at most, as `messages.getHistory` has it.
    static let most: Int64 = 100
    private static let farthest: Int64 = 1 << 40
    private static let invitePath = HTTPPath("/invite")
    private static let parsePath = HTTPPath("/parse")
}
