/// A graph that a system sent work through, and what went over its links.
package struct RunDiagram: Sendable, Equatable {
    package struct Node: Sendable, Equatable {
        package enum Shape: String, Sendable {
            case start, step, choice, end
        }

        package var name: String
        /// More about it, in a few words; empty for nothing.
        package var detail: String
        package var shape: Shape

        package init(_ name: String, _ detail: String, _ shape: Shape) {
            self.name = name
            self.detail = detail
            self.shape = shape
        }
    }

    package struct Link: Sendable, Equatable {
        /// Places of nodes.
        package var from: Int
        package var to: Int
        package var label: String
        /// How often it was gone over; nil where nobody counted.
        package var count: Int64?
        /// The mean time that the node before had taken, in nanoseconds; nil without any.
        package var mean: Int64?

        package init(from: Int, to: Int, label: String, count: Int64?, mean: Int64?) {
            self.from = from
            self.to = to
            self.label = label
            self.count = count
            self.mean = mean
        }
    }

    package var name: String
    /// The same in the language of Mermaid.
    package var mermaid: String
    package var nodes: [Node]
    package var links: [Link]

    package init(name: String, mermaid: String, nodes: [Node], links: [Link]) {
        self.name = name
        self.mermaid = mermaid
        self.nodes = nodes
        self.links = links
    }
}
