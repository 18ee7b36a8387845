import JSON

extension AllocationRequest: RequestBody {
    /// Ten years, so that no lock ends beyond the times that a run can have.
    private static let minutes: ClosedRange<Int64> = 0...5_256_000

    static let rule = BodyRule.object([
        BodyField(name: "user_id", rule: .integer(nil)),
        BodyField(name: "purpose", rule: .oneOf(AccountPurpose.self)),
        BodyField(name: "service_name", rule: .text(FieldLength.service)),
        .optional("preferred_account_id", .uuid),
        .optional("timeout_minutes", .integer(minutes)),
        .optional("target_channel_id", .text(FieldLength.channel)),
    ])

    init?(_ object: JSONObject) {
        guard case .integer(let userID)? = object["user_id"],
            let purpose = object.string("purpose").flatMap(AccountPurpose.init(rawValue:)),
            let service = object.text("service_name", in: FieldLength.service),
            let preferred = object.optionalText("preferred_account_id"),
            preferred.map(UUIDForm.isCanonical) ?? true,
            let minutes = object.optionalInteger("timeout_minutes", in: Self.minutes),
            let channel = object.optionalText("target_channel_id", in: FieldLength.channel)
        else { return nil }
        self.init(
            userID: userID,
            purpose: purpose,
            service: service,
            preferred: preferred,
            timeout: minutes.map { .seconds($0 * 60) },
            channel: channel
        )
    }
}
