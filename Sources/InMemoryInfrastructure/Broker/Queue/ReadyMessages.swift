import SimulationKernel

/// The ready messages of one priority, in the order of their sequence numbers.
///
/// What was never given out is in a line, since new messages have the highest numbers. What came
/// back is in a heap: it was given out from the front, so all of it belongs before the line. So a
/// message returns to any place of a long queue in logarithmic time.
struct ReadyMessages {
    private var line = Deque<QueuedMessage>()
    private var returned = ReturnedMessages()

    var count: Int { line.count + returned.count }
    var isEmpty: Bool { line.isEmpty && returned.isEmpty }

    /// When the first one expires; nil when there is none.
    var firstExpiry: Int64? { returned.first?.expiresAt ?? line.first?.expiresAt }

    mutating func append(_ message: QueuedMessage) {
        line.append(message)
    }

    /// Puts a message that was given out back to its place.
    mutating func putBack(_ message: QueuedMessage) {
        returned.insert(message)
    }

    mutating func removeFirst() -> QueuedMessage? {
        if !returned.isEmpty { return returned.removeFirst() }
        return line.isEmpty ? nil : line.removeFirst()
    }
}

/// Messages that came back: a binary heap by sequence number.
struct ReturnedMessages {
    private var heap: [QueuedMessage] = []

    var count: Int { heap.count }
    var isEmpty: Bool { heap.isEmpty }
    var first: QueuedMessage? { heap.first }

    mutating func insert(_ message: QueuedMessage) {
        heap.append(message)
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].sequence < heap[parent].sequence else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes out the one with the lowest number; there has to be one.
    mutating func removeFirst() -> QueuedMessage {
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].sequence < heap[least].sequence { least = child }
            }
            guard least != place else { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
