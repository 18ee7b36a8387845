/// Which key expires next: a binary heap by instant.
///
/// An entry may be out of date, when its key was set again since; whoever takes it out looks.
struct ExpiryQueue {
    private var heap: [(instant: Int64, key: String)] = []

    /// The number of entries at which those that are out of date should go.
    private var cleaningCount = 64

    var count: Int { heap.count }
    var isDueForCleaning: Bool { heap.count >= cleaningCount }

    /// Forgets the entries that are out of date; the next time is due at twice what is left.
    mutating func clean(keeping isCurrent: (_ key: String, _ instant: Int64) -> Bool) {
        heap.removeAll { !isCurrent($0.key, $0.instant) }
        // A sorted array is a heap; names make the order total.
        heap.sort { ($0.instant, $0.key) < ($1.instant, $1.key) }
        cleaningCount = max(64, 2 * heap.count)
    }

    mutating func insert(_ key: String, at instant: Int64) {
        heap.append((instant, key))
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].instant < heap[parent].instant else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes out a key whose instant has come.
    mutating func removeFirst(notAfter limit: Int64) -> String? {
        guard let first = heap.first, first.instant <= limit else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.key }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].instant < heap[least].instant { least = child }
            }
            guard least != place else { return first.key }
            heap.swapAt(place, least)
            place = least
        }
    }
}
