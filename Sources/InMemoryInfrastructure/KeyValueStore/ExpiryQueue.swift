/// Which key expires next: a binary heap by instant.
///
/// An entry may be out of date, when its key was set again since; whoever takes it out looks.
struct ExpiryQueue {
    private var heap: [(instant: Int64, key: String)] = []

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
