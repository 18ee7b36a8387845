import JSON

/// An invitation that an account is to send (`TelegramInviteRequest`).
struct InviteRequest: RequestBody {
    enum Kind: String, CaseIterable {
        case groupInvite = "group_invite"
        case directMessage = "direct_message"
    }

    let kind: Kind
    let username: String?
    let phone: String?
    let userID: String?
    /// The channel, as the client spells it.
    let group: String?
    let message: String?

    static let rule = BodyRule.object([
        BodyField(name: "invite_type", rule: .oneOf(Kind.self)),
        .optional("target_username", .string),
        .optional("target_phone", .string),
        .optional("target_user_id", .string),
        .optional("group_id", .text(FieldLength.channel)),
        .optional("message", .text(0...4096)),
        .optional("parse_mode", .string),
        .optional("silent", .boolean, isNullable: false),
    ])

    init?(_ object: JSONObject) {
        guard let kind = object.string("invite_type").flatMap(Kind.init(rawValue:)),
            let username = object.optionalText("target_username"),
            let phone = object.optionalText("target_phone"),
            let userID = object.optionalText("target_user_id"),
            let group = object.optionalText("group_id", in: FieldLength.channel),
            let message = object.optionalText("message"),
            (message?.unicodeScalars.count ?? 0) <= 4096,
            object.optionalText("parse_mode") != nil,
            object.boolean("silent", usually: false) != nil
        else { return nil }
        self.kind = kind
        self.username = username
        self.phone = phone
        self.userID = userID
        self.group = group
        self.message = message
    }

    /// Whom it is for; nil where nobody is named.
    var target: String? {
        [username, userID, phone].compactMap(\.self).first { !$0.isEmpty }
    }
}
