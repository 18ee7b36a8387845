import Infrastructure
import JSON
import SimulationKernel
import Systems

extension ProcessesSettings {
    /// What a section says, with the system's own values where it says nothing.
    init(_ values: ConfigurationValues) {
        self.init()
        engines = values.count("engines.count") ?? engines
        prefetch = values.count("engines.prefetch") ?? prefetch
        retention = values.duration("retention").map { .nanoseconds($0) } ?? retention
        mailDomain = values.text("mail.domain") ?? mailDomain
        outbox = values.count("mail.kept") ?? outbox
        definitions = Self.definitions(values).map {
            DefinitionReader.read($0.jsonValue()).definition
        }
        for line in values.sections("mail.recipients") ?? [] {
            guard let role = line.text("role"), let address = line.text("address") else { continue }
            if let place = recipients.firstIndex(where: { $0.role == role }) {
                recipients[place].addresses.append(address)
            } else {
                recipients.append((role, [address]))
            }
        }
        people = Self.people(values)
        // A role without anybody is asked all the same: its tasks are counted.
        for role in definitions.flatMap(\.roles)
        where !people.contains(where: { $0.role == role }) {
            people.append(PeopleSettings(role: role, count: 0))
        }
    }

    /// The definitions as the file has them.
    static func definitions(_ values: ConfigurationValues) -> [JSONNode] {
        guard case .array(let nodes) = values.node("definitions")?.value else { return [] }
        return nodes
    }

    /// The roles with people.
    static func people(_ values: ConfigurationValues) -> [PeopleSettings] {
        (values.sections("people") ?? []).compactMap { line in
            guard let role = line.text("role") else { return nil }
            return PeopleSettings(
                role: role,
                count: line.count("count"),
                outcomes: (line.sections("outcomes") ?? []).compactMap { $0.text("outcome") }
            )
        }
    }

    /// How likely people decide how, and calls fail, in the order in which chance is asked.
    static func outcomes(
        _ values: ConfigurationValues
    ) -> [(name: String, probability: Probability)] {
        var outcomes: [(name: String, probability: Probability)] = [
            (PartnerService.failure, values.probability("partner.failure") ?? .never)
        ]
        for line in values.sections("people") ?? [] {
            guard let role = line.text("role") else { continue }
            let lines = line.sections("outcomes") ?? []
            let shares = lines.map { $0.probability("share") ?? .never }
            for (line, chance) in zip(lines, Probability.inTurn(shares) ?? []) {
                let name = PeopleSettings.outcomeName(line.text("outcome") ?? "", of: role)
                outcomes.append((name, chance))
            }
        }
        return outcomes
    }

    /// How long people work on their tasks.
    static func times(_ values: ConfigurationValues) -> [(name: String, law: Distribution)] {
        (values.sections("people") ?? []).compactMap { line in
            guard let role = line.text("role"), let law = line.distribution("decisionTime") else {
                return nil
            }
            return (PeopleSettings.timeName(of: role), law)
        }
    }
}
