import Synchronization

/// How often tokens went over each link, and how long the processes before it had taken.
package final class LinkMeters: Sendable {
    /// Of one link.
    package struct Figures: Sendable, Equatable {
        package var count = 0
        /// In nanoseconds, over all of them.
        package var total: Int64 = 0
    }

    private let figures = Mutex<[[Figures]]>([])

    package init() {}

    func traversed(_ graph: ProcessGraph, _ link: Int, since: Int64, at instant: Int64) {
        figures.withLock { figures in
            while figures.count <= graph.number { figures.append([]) }
            if figures[graph.number].isEmpty {
                figures[graph.number] = Array(repeating: Figures(), count: graph.links.count)
            }
            figures[graph.number][link].count += 1
            figures[graph.number][link].total += instant - since
        }
    }

    /// The figures of the links of a version, in its order; empty when none was used.
    package func figures(of number: Int) -> [Figures] {
        figures.withLock { number < $0.count ? $0[number] : [] }
    }
}
