/// A graph that a system sends work through, as data that a report can draw.
package struct SystemDiagram: Sendable, Equatable {
    package struct Node: Sendable, Equatable {
        package enum Shape: String, Sendable, CaseIterable {
            case start, step, choice, end
        }

        package let name: String
        /// More about it, in a few words; empty for nothing.
        package let detail: String
        package let shape: Shape

        package init(_ name: String, _ detail: String, _ shape: Shape) {
            self.name = name
            self.detail = detail
            self.shape = shape
        }
    }

    package struct Link: Sendable, Equatable {
        /// Places of nodes.
        package let from: Int
        package let to: Int
        package let label: String
        /// How often it was gone over; nil where nobody counted.
        package let count: Int?
        /// The mean time that the node before had taken, in nanoseconds; nil without any.
        package let meanNanoseconds: Int64?

        package init(
            from: Int,
            to: Int,
            label: String = "",
            count: Int? = nil,
            meanNanoseconds: Int64? = nil
        ) {
            self.from = from
            self.to = to
            self.label = label
            self.count = count
            self.meanNanoseconds = meanNanoseconds
        }
    }

    package let name: String
    package let nodes: [Node]
    package let links: [Link]

    package init(name: String, nodes: [Node], links: [Link]) {
        self.name = name
        self.nodes = nodes
        self.links = links
    }
}
