package import Infrastructure
import Synchronization

/// The instances that a process is at, in the store: what it has to look after when it comes back.
///
/// For commands that come by a request and would not come again after a crash (the transactional
/// outbox, reduced to the names of what may have messages outstanding).
///
/// Two commands for one instance are two entries, so that the end of one does not hide the other.
package final class CommandJournal: Sendable {
    private let store: any KeyValueStore
    private let key: String
    private let opened = Mutex(0)

    /// `process` names the process that crashes and comes back.
    package init(_ store: any KeyValueStore, process: String) {
        self.store = store
        key = "pending:" + process
    }

    /// Writes down that the process is at an instance; returns the entry.
    func open(_ id: String) async throws(CommandError) -> String {
        let number = opened.withLock { number in
            number += 1
            return number
        }
        let entry = "\(number) \(id)"
        do throws(KeyValueStoreError) {
            try await store.insertMembers([entry], into: key)
            return entry
        } catch {
            throw CommandError(error)
        }
    }

    func close(_ entry: String) async throws(CommandError) {
        do throws(KeyValueStoreError) {
            try await store.deleteMembers([entry], of: key)
        } catch {
            throw CommandError(error)
        }
    }

    /// The instance of an entry.
    static func instance(of entry: String) -> String {
        String(entry.drop { $0 != " " }.dropFirst())
    }

    func entries() async throws(CommandError) -> [String] {
        do throws(KeyValueStoreError) {
            return try await store.members(of: key).sorted()
        } catch {
            throw CommandError(error)
        }
    }
}
