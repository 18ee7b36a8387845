import JSON

/// Whose accounts are all to be released.
struct ReleaseAllRequest: RequestBody {
    let service: String

    /// `force` has no effect, as in the sources.
    static let rule = BodyRule.object([
        BodyField(name: "service_name", rule: .text(FieldLength.service)),
        .optional("force", .boolean, isNullable: false),
    ])

    init?(_ object: JSONObject) {
        guard let service = object.text("service_name", in: FieldLength.service),
            object.boolean("force", usually: false) != nil
        else { return nil }
        self.service = service
    }
}
