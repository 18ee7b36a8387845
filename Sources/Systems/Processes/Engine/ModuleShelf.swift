import Synchronization

/// The modules that a process has made, by the version and the node that they carry out.
final class ModuleShelf: Sendable {
    private let world: ModuleWorld
    private let modules = Mutex<[Int: [any ProcessModule]]>([:])

    init(_ world: ModuleWorld) {
        self.world = world
    }

    /// The module of a node; nil for one that no longer exists.
    func module(of graph: ProcessGraph, _ node: Int) -> (any ProcessModule)? {
        modules.withLock { known in
            if let modules = known[graph.number] { return modules[node] }
            let made = graph.nodes.compactMap { node in
                ModuleCatalogue.module(node.source.module)?
                    .init(node.source, in: graph.definition, world: world)
            }
            guard made.count == graph.nodes.count else { return nil }
            known[graph.number] = made
            return made[node]
        }
    }
}
