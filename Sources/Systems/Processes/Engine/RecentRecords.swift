import Synchronization

/// The records that a process has written last, so that what comes soon after needs no replay.
///
/// A record is used only when the store still has its very bytes.
final class RecentRecords: Sendable {
    private struct Entry {
        let id: String
        let record: InstanceRecord
    }

    /// A power of 2.
    private static let places = 256
    private let entries = Mutex<[Entry?]>(Array(repeating: nil, count: places))

    func record(of id: String, _ bytes: [UInt8]) -> InstanceRecord? {
        entries.withLock { entries in
            guard let entry = entries[Self.place(of: id)], entry.id == id,
                entry.record.bytes == bytes
            else { return nil }
            return entry.record
        }
    }

    func keep(_ record: InstanceRecord, of id: String) {
        let isOver = record.instance.status.isOver
        entries.withLock { entries in
            entries[Self.place(of: id)] = isOver ? nil : Entry(id: id, record: record)
        }
    }

    /// FNV-1a, since Swift's own hashes differ between processes.
    private static func place(of id: String) -> Int {
        var hash: UInt32 = 0x811c_9dc5
        for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash) & (places - 1)
    }
}
