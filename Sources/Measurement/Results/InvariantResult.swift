/// Whether something that must always hold did.
package struct InvariantResult: Sendable, Equatable {
    package let name: String
    package let held: Bool
    /// The figures behind it, in a sentence.
    package let detail: String

    package init(name: String, held: Bool, detail: String) {
        self.name = name
        self.held = held
        self.detail = detail
    }
}
