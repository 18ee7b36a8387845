import JSON

extension ErrorReport: RequestBody {
    static let rule = BodyRule.object([
        BodyField(name: "error_type", rule: .oneOf(AccountErrorKind.self)),
        BodyField(name: "error_message", rule: .text(FieldLength.message)),
        .optional("context", .anyObject),
    ])

    init?(_ object: JSONObject) {
        guard let kind = object.string("error_type").flatMap(AccountErrorKind.init(rawValue:)),
            let message = object.text("error_message", in: FieldLength.message)
        else { return nil }
        switch object["context"] {
        case .none, .some(.null): self.init(kind: kind, message: message)
        case .some(.object(let context)):
            self.init(kind: kind, message: message, context: context)
        default: return nil
        }
    }
}
