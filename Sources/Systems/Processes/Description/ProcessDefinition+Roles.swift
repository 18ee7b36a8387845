import JSON

extension ProcessDefinition {
    /// The roles that people are asked by and mails go to, with those that tasks escalate to, in
    /// the order in which they are named.
    package var roles: [String] {
        var roles: [String] = []
        for node in processes {
            let isMail = node.module == MailModule.name
            let own = isMail ? node.settings.string("role") : HumanModule.role(of: node)
            guard isMail || own != nil else { continue }
            let named = (own.map { [$0] } ?? []) + node.escalations.map(\.role)
            for role in named where !roles.contains(role) { roles.append(role) }
        }
        return roles
    }
}
