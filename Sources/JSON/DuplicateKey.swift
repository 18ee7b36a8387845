/// A key that its object already had.
package struct DuplicateKey: Sendable, Equatable {
    package let key: String

    /// The path of the key from the root, such as `load.a.rate` or `faults[0].at`.
    package let path: String
    package let position: JSONPosition

    /// Where the object has the key for the first time.
    package let firstPosition: JSONPosition
}
