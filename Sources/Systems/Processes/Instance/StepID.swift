/// One run of a process within an instance: the node, and how often it had begun before.
package struct StepID: Sendable, Hashable {
    package let node: Int
    package let visit: Int

    package init(node: Int, visit: Int) {
        self.node = node
        self.visit = visit
    }

    /// Names the step among all steps of all instances.
    func key(in instance: String) -> String { "\(instance)/\(node)/\(visit)" }
}
