import Infrastructure
import JSON

@testable import Systems

/// A random request to the accounts system, some time after the one before.
struct WeekStep: Sendable, CustomStringConvertible {
    enum Call: Sendable {
        case allocate(JSONValue, preferred: Int?)
        case release(Int, JSONValue)
        case check(Int, AccountAction, channel: String?)
        case record(Int, AccountAction, channel: String?, success: Bool)
        case fail(Int, AccountErrorKind, String)
        /// Seconds from the start of the run, which may be past.
        case schedule(Int, second: Int64)
        case invite(Int, channel: String)
        /// A request of no account: method, path, body, to a service.
        case other(HTTPMethod, String, JSONValue?, ServiceName)
        /// A request about an account: method, path up to its id, body.
        case about(Int, HTTPMethod, String, JSONValue?)
    }

    /// Nanoseconds.
    let pause: Int64
    let call: Call

    var isInvite: Bool {
        if case .invite = call { return true }
        return false
    }

    static let manager = "/api/v1/account-manager"
    static let integration: ServiceName = "integration-service"

    /// The request, where `id` gives an account's id by its number.
    func request(_ id: (Int) -> String) -> (request: HTTPRequest, service: ServiceName) {
        switch call {
        case .allocate(let body, let preferred):
            var body = body
            if let preferred, case .object(var members) = body {
                members.append("preferred_account_id", .string(id(preferred)))
                body = .object(members)
            }
            return post("\(Self.manager)/allocate", body)
        case .release(let row, let body):
            return post("\(Self.manager)/release/\(id(row))", body)
        case .check(let row, let action, let channel):
            return post(
                "\(Self.manager)/rate-limit/check/\(id(row))",
                ["action_type": .string(action.rawValue), "target_channel_id": Self.text(channel)]
            )
        case .record(let row, let action, let channel, let success):
            return post(
                "\(Self.manager)/rate-limit/record/\(id(row))",
                [
                    "action_type": .string(action.rawValue),
                    "target_channel_id": Self.text(channel), "success": .bool(success),
                ]
            )
        case .fail(let row, let kind, let message):
            return post(
                "\(Self.manager)/handle-error/\(id(row))",
                ["error_type": .string(kind.rawValue), "error_message": .string(message)]
            )
        case .schedule(let row, let second):
            let time = CalendarTime(Timestamp(nanoseconds: second * 1_000_000_000)).text
            return post(
                "\(Self.manager)/schedule-recovery/\(id(row))?recovery_time=\(time)",
                nil
            )
        case .invite(let row, let channel):
            return post(
                "/api/v1/telegram/invites/accounts/\(id(row))/invite",
                [
                    "invite_type": "group_invite", "target_username": "somebody",
                    "group_id": .string(channel),
                ]
            )
        case .other(let method, let path, let body, let service):
            return (Self.http(method, path, body), service)
        case .about(let row, let method, let path, let body):
            return (Self.http(method, Self.manager + path + id(row), body), Self.integration)
        }
    }

    private func post(
        _ path: String,
        _ body: JSONValue?
    ) -> (request: HTTPRequest, service: ServiceName) {
        (Self.http(.post, path, body), Self.integration)
    }

    private static func http(
        _ method: HTTPMethod,
        _ target: String,
        _ body: JSONValue?
    ) -> HTTPRequest {
        HTTPRequest(method, target: target, body: body.map { .json($0) } ?? .empty)
    }

    private static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    var description: String { "+\(Double(pause) / 1e9) s \(call)" }
}
