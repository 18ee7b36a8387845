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

    /// Gets the module of a valid process ready; nil where no module has its name.
    package static func make(
        _ node: ProcessNode,
        in definition: ProcessDefinition,
        world: ModuleWorld
    ) -> (any ProcessModule)? {
        module(node.module)?.init(node, in: definition, world: world)
    }

    /// All that is wrong with the settings of a process; nothing for an unknown module.
    package static func problems(
        of node: ProcessNode,
        in definition: ProcessDefinition
    ) -> [ModuleProblem] {
        guard let module = module(node.module) else { return [] }
        return SettingCheck.problems(of: node.settings, module.settings)
            + module.problems(of: node, in: definition)
    }
}
