package import JSON

/// A mail that a process sends.
package struct Mail: Sendable, Equatable {
    /// The key of the step that sends it.
    package let id: String
    package let definition: String
    package let process: String
    package let instance: String
    package let role: String?
    package let recipients: [String]
    package let subject: String
    package let body: String

    /// As it goes over the wire, and as lists of mails show it.
    package var json: JSONValue {
        [
            "id": .string(id), "definition": .string(definition), "process": .string(process),
            "instance": .string(instance), "role": role.map { .string($0) } ?? .null,
            "to": .array(recipients.map { .string($0) }), "subject": .string(subject),
            "body": .string(body),
        ]
    }
}

extension Mail {
    /// Reads what `json` wrote; nil for anything else.
    init?(_ value: JSONValue?) {
        guard let id = value?["id"]?.string, let definition = value?["definition"]?.string,
            let process = value?["process"]?.string, let instance = value?["instance"]?.string,
            let recipients = value?["to"]?.array, let subject = value?["subject"]?.string,
            let body = value?["body"]?.string
        else { return nil }
        self.init(
            id: id,
            definition: definition,
            process: process,
            instance: instance,
            role: value?["role"]?.string,
            recipients: recipients.compactMap(\.string),
            subject: subject,
            body: body
        )
    }
}
