package import Infrastructure
import Synchronization

/// How often tokens went over each link, and how long the processes before it had taken.
package final class LinkMeters: Sendable {
    /// Of one link.
    package struct Figures: Sendable, Equatable {
        package var count = 0
        /// In nanoseconds, over all of them.
        package var total: Int64 = 0
    }

    /// Of one version.
    private struct Row {
        var graph: ProcessGraph?
        var figures: [Figures] = []
    }

    private let rows = Mutex<[Row]>([])

    package init() {}

    func traversed(_ graph: ProcessGraph, _ link: Int, since: Int64, at instant: Int64) {
        rows.withLock { rows in
            Self.add(graph, to: &rows)
            rows[graph.number].figures[link].count += 1
            rows[graph.number].figures[link].total += instant - since
        }
    }

    /// Has a version drawn, even if no instance of it ever begins.
    func show(_ graph: ProcessGraph) {
        rows.withLock { Self.add(graph, to: &$0) }
    }

    private static func add(_ graph: ProcessGraph, to rows: inout [Row]) {
        while rows.count <= graph.number { rows.append(Row()) }
        guard rows[graph.number].graph == nil else { return }
        let figures = [Figures](repeating: Figures(), count: graph.links.count)
        rows[graph.number] = Row(graph: graph, figures: figures)
    }

    /// The figures of the links of a version, in its order; empty when none was used.
    package func figures(of number: Int) -> [Figures] {
        rows.withLock { number < $0.count ? $0[number].figures : [] }
    }

    /// More diagrams nobody would look at.
    private static let mostDiagrams = 50

    /// The versions that were published first, each with the figures of its links.
    package var diagrams: [SystemDiagram] {
        let shown = rows.withLock { $0.filter { $0.graph != nil }.prefix(Self.mostDiagrams) }
        return shown.compactMap { row in
            row.graph.map { graph in
                let definition = graph.definition
                let title = definition.title.isEmpty ? "" : ": \(definition.title)"
                return definition.diagram(
                    named: "\(definition.id) v\(graph.version)\(title)",
                    figures: row.figures
                )
            }
        }
    }
}
