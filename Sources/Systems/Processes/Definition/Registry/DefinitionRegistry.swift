package import Infrastructure
import JSON
import Synchronization

/// The definitions in the store: drafts that people work on, and versions that instances run on.
///
/// Any number of processes can work with the store at once: a draft, like the list of a
/// definition's versions, changes only if it is still what was read before.
///
/// - `d:ID` the draft, `v:ID` the numbers of its versions, `g:NUMBER` a version,
/// - `definitions` the ids, `definitions.number` the number that was given last.
package final class DefinitionRegistry: GraphSource {
    let store: any KeyValueStore
    let modules: [any ProcessModule.Type]

    /// Versions never change, so that nothing needs to be asked for twice.
    private let graphs = Mutex<[Int: ProcessGraph]>([:])

    package init(
        store: any KeyValueStore,
        modules: [any ProcessModule.Type] = ModuleCatalogue.modules
    ) {
        self.store = store
        self.modules = modules
    }

    static let ids = "definitions"
    static let lastNumber = "definitions.number"

    static func draft(_ id: String) -> String { "d:" + id }

    static func versions(_ id: String) -> String { "v:" + id }

    static func graph(_ number: Int) -> String { "g:\(number)" }
}

// MARK: - Versions

extension DefinitionRegistry {
    package func known(_ number: Int) -> ProcessGraph? {
        graphs.withLock { $0[number] }
    }

    package func graph(_ number: Int) async throws(KeyValueStoreError) -> ProcessGraph? {
        if let graph = known(number) { return graph }
        guard let json = try await store.get(Self.graph(number))?.json,
            let version = json["version"]?.integer, let source = json["definition"]
        else { return nil }
        let definition = DefinitionReader.read(source).definition
        return keep(ProcessGraph(definition, version: Int(version), number: number))
    }

    package func latest(_ definition: String) async throws(KeyValueStoreError) -> ProcessGraph? {
        guard let json = try await store.get(Self.versions(definition))?.json,
            let number = VersionList.latest(in: json)
        else { return nil }
        return try await graph(number)
    }

    /// The versions of a definition, oldest first; none for one that was removed.
    package func versions(
        of definition: String
    ) async throws(KeyValueStoreError) -> [PublishedVersion] {
        let list = VersionList(try await store.get(Self.versions(definition))?.json)
        return list.isRetired ? [] : list.versions(of: definition)
    }

    /// A version by what it counts as within its definition, from 1.
    package func graph(
        of definition: String,
        version: Int
    ) async throws(KeyValueStoreError) -> ProcessGraph? {
        let versions = try await versions(of: definition)
        guard versions.indices.contains(version - 1) else { return nil }
        return try await graph(versions[version - 1].number)
    }

    /// Keeps a graph; where another task has made it meanwhile, that one.
    private func keep(_ graph: ProcessGraph) -> ProcessGraph {
        graphs.withLock { graphs in
            if let graph = graphs[graph.number] { return graph }
            graphs[graph.number] = graph
            return graph
        }
    }
}
