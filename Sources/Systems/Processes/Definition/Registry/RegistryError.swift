package import Infrastructure

/// Why the registry did not do what it was asked for.
package enum RegistryError: Error, Equatable, Sendable {
    case unknownDefinition(String)
    case definitionExists(String)
    /// Nothing is published as long as anything is wrong; the problems of each, by their ids.
    case invalid(String, [DefinitionProblem])
    case store(KeyValueStoreError)
}

/// Why a draft was not changed: the registry's reason, or that of the change itself.
package enum DraftChangeError<Refusal: Error>: Error {
    case registry(RegistryError)
    case refused(Refusal)
}
