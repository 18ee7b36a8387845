/// A first-in-first-out queue in a ring that doubles when it is full.
///
/// Its code is inlinable, since it stands in every hot path and generic code that is not
/// specialised for its element costs ten times as much.
package struct Deque<Element> {
    @usableFromInline var storage: [Element?]
    @usableFromInline var head = 0

    /// The number of elements.
    @usableFromInline package internal(set) var count = 0

    @inlinable package init() {
        storage = []
    }

    @inlinable package var isEmpty: Bool { count == 0 }

    /// The element that leaves next.
    @inlinable package var first: Element? { count == 0 ? nil : storage[head] }

    /// The element that came last.
    @inlinable package var last: Element? { count == 0 ? nil : storage[index(count - 1)] }

    /// The element at `position` from the front.
    @inlinable package subscript(position: Int) -> Element {
        guard position < count, let element = storage[index(position)] else {
            preconditionFailure("position \(position) is outside of a deque of \(count)")
        }
        return element
    }

    @inlinable package mutating func append(_ element: Element) {
        if count == storage.count { grow() }
        storage[index(count)] = element
        count += 1
    }

    @inlinable package mutating func prepend(_ element: Element) {
        if count == storage.count { grow() }
        head = (head - 1) & (storage.count - 1)
        storage[head] = element
        count += 1
    }

    @discardableResult
    @inlinable
    package mutating func removeFirst() -> Element {
        guard count > 0, let element = storage[head] else {
            preconditionFailure("nothing is left in the deque")
        }
        storage[head] = nil
        head = (head + 1) & (storage.count - 1)
        count -= 1
        return element
    }

    @discardableResult
    @inlinable
    package mutating func removeLast() -> Element {
        let position = index(count - 1)
        guard count > 0, let element = storage[position] else {
            preconditionFailure("nothing is left in the deque")
        }
        storage[position] = nil
        count -= 1
        return element
    }

    /// Puts an element before the one at `position`, moving the shorter side.
    @inlinable package mutating func insert(_ element: Element, at position: Int) {
        if position <= count / 2 {
            prepend(element)
            for place in 0..<position { storage[index(place)] = storage[index(place + 1)] }
        } else {
            append(element)
            for place in stride(from: count - 1, to: position, by: -1) {
                storage[index(place)] = storage[index(place - 1)]
            }
        }
        storage[index(position)] = element
    }

    /// Removes the elements that fit, keeping the order of the others.
    @inlinable package mutating func removeAll(where fits: (Element) -> Bool) {
        var kept = Deque()
        while count > 0 {
            let element = removeFirst()
            if !fits(element) { kept.append(element) }
        }
        self = kept
    }

    @inlinable func index(_ position: Int) -> Int {
        (head + position) & (storage.count - 1)
    }

    @inlinable mutating func grow() {
        var larger: [Element?] = []
        larger.reserveCapacity(max(8, storage.count * 2))
        for position in 0..<count { larger.append(storage[index(position)]) }
        while larger.count < max(8, storage.count * 2) { larger.append(nil) }
        storage = larger
        head = 0
    }
}
