package import JSON

/// Another threshold for a criterion.
package struct ThresholdChange: Sendable, Equatable {
    package enum Amount: Sendable, Equatable {
        case to(JSONValue)
        /// Added to what holds now, which is `from` while nobody has changed it.
        case by(JSONValue, from: JSONValue)
    }

    package let process: String
    package let criterion: String
    package let amount: Amount

    package init(process: String, criterion: String, amount: Amount) {
        self.process = process
        self.criterion = criterion
        self.amount = amount
    }
}

/// Somebody else gets mails.
package struct RecipientsChange: Sendable, Equatable {
    package enum Subject: Sendable, Equatable {
        /// The mails of a process, whatever its settings say.
        case process(String)
        /// The mails to a role.
        case role(String)
    }

    package let subject: Subject

    /// Their addresses; nil goes back to what holds without a configuration.
    package let addresses: [String]?

    package init(_ subject: Subject, _ addresses: [String]?) {
        self.subject = subject
        self.addresses = addresses
    }
}
