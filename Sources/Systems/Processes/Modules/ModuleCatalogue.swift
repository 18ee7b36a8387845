/// The modules that processes can be carried out by, one line each.
package enum ModuleCatalogue {
    package static let modules: [any ProcessModule.Type] = [
        CriteriaModule.self, DecisionModule.self, HumanModule.self, MailModule.self,
        HTTPModule.self, ScriptModule.self, DelayModule.self, RepairModule.self,
        SubProcessModule.self,
    ]

    /// In the order of the manual.
    package static let names = modules.map { $0.name }

    /// The module of a name, or nil when there is none.
    package static func module(_ name: String) -> (any ProcessModule.Type)? {
        modules.first { $0.name == name }
    }
}
