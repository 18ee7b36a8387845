import Synchronization

/// The accounts that one process works with.
///
/// A lock tells services apart and not the workers of one: the manager lends a service the account
/// that it has a second time. Who gets such an account puts it aside, and does not give it back.
final class BusyAccounts: Sendable {
    private let accounts = Mutex<Set<String>>([])

    /// Takes an account for the caller; false where somebody here works with it.
    func take(_ account: String) -> Bool { accounts.withLock { $0.insert(account).inserted } }

    func giveBack(_ account: String) { _ = accounts.withLock { $0.remove(account) } }

    func contains(_ account: String) -> Bool { accounts.withLock { $0.contains(account) } }

    var isEmpty: Bool { accounts.withLock { $0.isEmpty } }
}
