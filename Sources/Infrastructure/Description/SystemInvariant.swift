/// Something that a system promises of every run, and whether this run kept it.
///
/// A run that breaks one is invalid, whatever its thresholds say.
package struct SystemInvariant: Sendable, Equatable {
    /// The name in the result: `accounts-exclusive`.
    package let name: String
    package let held: Bool
    /// The figures that show it; when it is broken, the first violation.
    package let detail: String

    package init(name: String, held: Bool, detail: String) {
        self.name = name
        self.held = held
        self.detail = detail
    }
}
