/// Something that events happen to.
///
/// A handler runs on the simulation's thread, between tasks. It may change state, schedule further
/// events and start or wake **one** task; it never waits.
package protocol EventHandler: AnyObject, Sendable {
    /// Lets one event happen.
    ///
    /// `code` says which of the handler's events it is and goes into the fingerprint; `argument`
    /// is the entity it happens to, a number that is the same in every process.
    func handle(code: Int32, argument: Int)
}
