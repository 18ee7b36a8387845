package import Infrastructure

/// The instances that a process is at, in the store: what it has to look after when it comes back.
///
/// For commands that come by a request and would not come again after a crash (the transactional
/// outbox, reduced to the names of what may have messages outstanding).
package struct CommandJournal: Sendable {
    private let store: any KeyValueStore
    private let key: String

    /// `process` names the process that crashes and comes back.
    package init(_ store: any KeyValueStore, process: String) {
        self.store = store
        key = "pending:" + process
    }

    func open(_ id: String) async throws(CommandError) {
        do throws(KeyValueStoreError) { try await store.insertMembers([id], into: key) } catch {
            throw CommandError(error)
        }
    }

    func close(_ id: String) async throws(CommandError) {
        do throws(KeyValueStoreError) {
            try await store.deleteMembers([id], of: key)
        } catch {
            throw CommandError(error)
        }
    }

    func entries() async throws(CommandError) -> [String] {
        do throws(KeyValueStoreError) {
            return try await store.members(of: key).sorted()
        } catch {
            throw CommandError(error)
        }
    }
}
