import Infrastructure
import JSON

/// The outbox of the mail server, and what else there is to look up.
extension ProcessAPI {
    /// Mails that were sent, the newest first.
    func listMails(_ call: APICall) async throws -> HTTPResponse {
        let query = try call.query(APIBodies.mails)
        let page = PageQuery(query)
        let (entries, total) = mails.outbox(offset: page.offset, limit: page.size) { mail in
            fits(mail.definition, query.string("definition"))
                && fits(mail.process, query.string("process"))
                && fits(mail.instance, query.string("instance"))
                && (query.string("role").map { mail.role == $0 } ?? true)
                && (query.string("to").map { mail.recipients.contains($0) } ?? true)
        }
        return page.reply(entries.map(Self.json), total: total)
    }

    private func fits(_ value: String, _ wanted: String?) -> Bool {
        wanted.map { $0 == value } ?? true
    }

    func readMail(_ call: APICall) async throws -> HTTPResponse {
        let id = call[0]
        let (entries, _) = mails.outbox(offset: 0, limit: 1) { $0.id == id }
        guard let entry = entries.first else {
            throw APIFailure.unknown(
                "there is no mail \(Quotation.quoted(id))",
                hint: "GET /mails lists those that are kept; slashes of ids are written %2F"
            )
        }
        return HTTPResponse(.ok, json: Self.json(entry))
    }

    private static func json(_ entry: MailServer.Entry) -> JSONValue {
        var object = entry.mail.json.object ?? JSONObject()
        object["sentAt"] = InstanceReply.instant(entry.at.nanoseconds)
        return .object(object)
    }

    /// The modules that processes can be carried out by, with their settings.
    func modules() -> HTTPResponse {
        let items = ModuleCatalogue.modules.map { module -> JSONValue in
            [
                "name": .string(module.name), "summary": .string(module.summary),
                "settings": .array(
                    module.settings.map { setting in
                        [
                            "name": .string(setting.name),
                            "required": .bool(setting.isRequired),
                            "summary": .string(setting.summary),
                        ]
                    }
                ),
            ]
        }
        return HTTPResponse(.ok, json: ["items": .array(items)])
    }

    /// All that can be asked for, in the order in which requests are tried.
    func routes() -> HTTPResponse {
        let routes = APIRoute.all.map { JSONValue.string("\($0.method.rawValue) \($0.pattern)") }
        return HTTPResponse(
            .ok,
            json: ["service": .string(Self.name), "routes": .array(routes)]
        )
    }
}
