/// A first-in-first-out queue in a ring that doubles when it is full.
///
/// It stands in every hot path of other modules, and generic code costs ten times as much where it
/// is not specialised for its element. Only public inlinable code is, so this type is public.
public struct Deque<Element> {
    @usableFromInline var storage: [Element?]
    @usableFromInline var head = 0
    @usableFromInline var stored = 0

    /// The number of elements.
    @inlinable public var count: Int { stored }

    @inlinable public init() {
        storage = []
    }

    @inlinable public var isEmpty: Bool { count == 0 }

    /// The element that leaves next.
    @inlinable public var first: Element? { count == 0 ? nil : storage[head] }

    /// The element that came last.
    @inlinable public var last: Element? { count == 0 ? nil : storage[index(count - 1)] }

    /// The element at `position` from the front.
    @inlinable public subscript(position: Int) -> Element {
        get {
            guard position < count, let element = storage[index(position)] else {
                preconditionFailure("position \(position) is outside of a deque of \(count)")
            }
            return element
        }
        set {
            precondition(position < count, "a position is outside of a deque")
            storage[index(position)] = newValue
        }
    }

    @inlinable public mutating func append(_ element: Element) {
        if count == storage.count { grow() }
        storage[index(count)] = element
        stored += 1
    }

    @inlinable public mutating func prepend(_ element: Element) {
        if count == storage.count { grow() }
        head = (head - 1) & (storage.count - 1)
        storage[head] = element
        stored += 1
    }

    @discardableResult
    @inlinable
    public mutating func removeFirst() -> Element {
        guard count > 0, let element = storage[head] else {
            preconditionFailure("nothing is left in the deque")
        }
        storage[head] = nil
        head = (head + 1) & (storage.count - 1)
        stored -= 1
        return element
    }

    @discardableResult
    @inlinable
    public mutating func removeLast() -> Element {
        let position = index(count - 1)
        guard count > 0, let element = storage[position] else {
            preconditionFailure("nothing is left in the deque")
        }
        storage[position] = nil
        stored -= 1
        return element
    }

    /// Puts an element before the one at `position`, moving the shorter side.
    @inlinable public mutating func insert(_ element: Element, at position: Int) {
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
    @inlinable public mutating func removeAll(where fits: (Element) -> Bool) {
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
