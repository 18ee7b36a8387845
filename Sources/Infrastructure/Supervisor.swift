/// Runs the processes that a system consists of.
///
/// A process is what crashes as a whole: with it go its connections, its running handlers and what
/// it had in memory. Whoever runs it starts it again by running `main` again.
package protocol Supervisor: AnyObject, Sendable {
    /// Starts a process and waits until it is up; `name` is what faults and reports call it.
    ///
    /// `main` opens connections, starts consumers and listens; it shares nothing with other
    /// processes, and nothing with itself when it runs again.
    func run(_ name: String, _ main: @escaping @Sendable () async -> Void) async
}

/// Starts each process once.
package final class SimpleSupervisor: Supervisor {
    package init() {}

    package func run(_ name: String, _ main: @escaping @Sendable () async -> Void) async {
        await main()
    }
}
