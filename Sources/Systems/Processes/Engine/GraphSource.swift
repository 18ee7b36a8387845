package import Infrastructure

/// Where the engine finds the versions of definitions.
package protocol GraphSource: AnyObject, Sendable {
    /// A version by its number, if this process has seen it; versions never change.
    func known(_ number: Int) -> ProcessGraph?

    /// A version by its number, or nil when there is none.
    func graph(_ number: Int) async throws(KeyValueStoreError) -> ProcessGraph?

    /// The version of a definition that was published last, or nil without any.
    func latest(_ definition: String) async throws(KeyValueStoreError) -> ProcessGraph?
}
