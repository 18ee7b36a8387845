import JSON

/// What a service says when it gives an account back.
struct ReleaseRequest: RequestBody {
    let service: String
    let usage: UsageReport

    static let rule = BodyRule.object([
        BodyField(name: "service_name", rule: .text(FieldLength.service)),
        BodyField(name: "usage_stats", rule: .object(UsageReport.fields)),
    ])

    init?(_ object: JSONObject) {
        guard let service = object.text("service_name", in: FieldLength.service),
            case .object(let statistics)? = object["usage_stats"],
            let usage = UsageReport(statistics)
        else { return nil }
        self.service = service
        self.usage = usage
    }
}

extension UsageReport {
    /// More than an account ever does, and far from what a counter can hold.
    private static let counts: ClosedRange<Int64> = 0...1_000_000_000

    fileprivate static let fields: [BodyField] = [
        .optional("invites_sent", .integer(counts), isNullable: false),
        .optional("messages_sent", .integer(counts), isNullable: false),
        .optional("contacts_added", .integer(counts), isNullable: false),
        .optional(
            "channels_used",
            .list(.text(FieldLength.channel), count: FieldLength.channels),
            isNullable: false
        ),
        .optional("success", .boolean, isNullable: false),
        .optional("error_type", .oneOf(AccountErrorKind.self)),
        .optional("error_message", .text(FieldLength.message)),
    ]

    fileprivate init?(_ object: JSONObject) {
        guard let invites = object.count("invites_sent", in: Self.counts),
            let messages = object.count("messages_sent", in: Self.counts),
            let contacts = object.count("contacts_added", in: Self.counts),
            let channels = Self.channels(object["channels_used"]),
            let success = object.boolean("success", usually: true),
            let errorText = object.optionalText("error_type"),
            let message = object.optionalText("error_message", in: FieldLength.message)
        else { return nil }
        let error = errorText.flatMap(AccountErrorKind.init(rawValue:))
        guard (error == nil) == (errorText == nil) else { return nil }
        self.init(
            invites: invites,
            messages: messages,
            contacts: contacts,
            channels: channels,
            success: success,
            error: error,
            errorMessage: message
        )
    }

    private static func channels(_ value: JSONValue?) -> [String]? {
        guard let value else { return [] }
        guard case .array(let elements) = value, FieldLength.channels.contains(elements.count)
        else { return nil }
        var channels: [String] = []
        channels.reserveCapacity(elements.count)
        for element in elements {
            guard case .string(let channel) = element,
                FieldLength.channel.contains(channel.unicodeScalars.count)
            else { return nil }
            channels.append(channel)
        }
        return channels
    }
}
