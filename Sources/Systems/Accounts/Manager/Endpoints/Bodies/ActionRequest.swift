import JSON

/// A question whether an account may do something.
struct CheckRequest: RequestBody {
    let action: AccountAction
    /// As the client spells it.
    let channel: String?

    /// `allow_locked` has no effect: that an account is lent never denies.
    static let rule = BodyRule.object([
        BodyField(name: "action_type", rule: .oneOf(AccountAction.self)),
        .optional("target_channel_id", .text(FieldLength.channel)),
        .optional("allow_locked", .boolean, isNullable: false),
    ])

    init?(_ object: JSONObject) {
        guard let action = object.string("action_type").flatMap(AccountAction.init(rawValue:)),
            let channel = object.optionalText("target_channel_id", in: FieldLength.channel),
            object.boolean("allow_locked", usually: false) != nil
        else { return nil }
        self.action = action
        self.channel = channel
    }
}

/// Something that an account has done, or tried to do.
struct RecordRequest: RequestBody {
    let action: AccountAction
    /// As the client spells it.
    let channel: String?
    let success: Bool

    static let rule = BodyRule.object([
        BodyField(name: "action_type", rule: .oneOf(AccountAction.self)),
        .optional("target_channel_id", .text(FieldLength.channel)),
        .optional("success", .boolean, isNullable: false),
    ])

    init?(_ object: JSONObject) {
        guard let action = object.string("action_type").flatMap(AccountAction.init(rawValue:)),
            let channel = object.optionalText("target_channel_id", in: FieldLength.channel),
            let success = object.boolean("success", usually: true)
        else { return nil }
        self.action = action
        self.channel = channel
        self.success = success
    }
}
