/// The modules that processes can be carried out by, one line each.
package enum ModuleCatalogue {
    package static let modules: [any ProcessModule.Type] = []

    /// The module of a name, or nil when there is none.
    package static func module(_ name: String) -> (any ProcessModule.Type)? {
        modules.first { $0.name == name }
    }
}
