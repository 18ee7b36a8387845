import Synchronization

/// The manager's database: it outlives every process.
final class AccountDatabase: Sendable {
    private let table: Mutex<AccountTable>

    init(_ table: AccountTable) {
        self.table = Mutex(table)
    }

    /// One transaction; nothing in it waits.
    func withLock<Result>(_ body: (inout AccountTable) -> Result) -> Result {
        table.withLock { table in body(&table) }
    }
}
