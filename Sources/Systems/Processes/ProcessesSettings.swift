/// How a processes system is set up: what its section of a scenario says.
package struct ProcessesSettings: Sendable {
    /// How many engines share the work.
    package var engines: Int

    /// How many messages an engine works on at once.
    package var prefetch: Int

    /// How long an instance that is over is remembered, and with it the events that it had.
    package var retention: Duration

    /// What is published before the first event, in this order.
    package var definitions: [ProcessDefinition]

    /// Who answers questions; a role that is not here has nobody, and waits for the API.
    package var people: [PeopleSettings]

    /// Who gets the mails of a role.
    package var recipients: [(role: String, addresses: [String])]

    /// What mail addresses of roles without recipients end with.
    package var mailDomain: String

    /// How many mails the outbox keeps.
    package var outbox: Int

    package init(
        engines: Int = 1,
        prefetch: Int = 100,
        retention: Duration = .seconds(3600),
        definitions: [ProcessDefinition] = [],
        people: [PeopleSettings] = [],
        recipients: [(role: String, addresses: [String])] = [],
        mailDomain: String = "example.org",
        outbox: Int = 10_000
    ) {
        self.engines = engines
        self.prefetch = prefetch
        self.retention = retention
        self.definitions = definitions
        self.people = people
        self.recipients = recipients
        self.mailDomain = mailDomain
        self.outbox = outbox
    }
}
