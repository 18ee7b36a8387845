package import JSON

/// A system that runs, and what the file says about it.
package struct SystemSection: Sendable {
    package let name: String
    package let values: ConfigurationValues
    /// The first character of the section.
    package let position: JSONPosition
}
