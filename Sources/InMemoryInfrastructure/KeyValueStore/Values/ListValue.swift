import Infrastructure
import SimulationKernel

/// What a key of the type list holds: elements in order, which come and go fast at both ends.
struct ListValue {
    private var elements = Deque<Payload>()

    /// The bytes of all elements.
    private(set) var bytes = 0

    var count: Int { elements.count }

    subscript(place: Int) -> Payload { elements[place] }

    mutating func append(_ element: Payload) {
        bytes += element.byteCount
        elements.append(element)
    }

    mutating func prepend(_ element: Payload) {
        bytes += element.byteCount
        elements.prepend(element)
    }

    /// Takes an element from one end; there has to be one.
    mutating func removeFirst() -> Payload {
        let element = elements.removeFirst()
        bytes -= element.byteCount
        return element
    }

    mutating func removeLast() -> Payload {
        let element = elements.removeLast()
        bytes -= element.byteCount
        return element
    }

    mutating func replace(at place: Int, with element: Payload) {
        bytes += element.byteCount - elements[place].byteCount
        elements[place] = element
    }

    mutating func insert(_ element: Payload, at place: Int) {
        bytes += element.byteCount
        elements.insert(element, at: place)
    }

    /// Removes the elements at some places, which ascend.
    mutating func remove(at places: [Int]) {
        var next = 0
        var place = 0
        let count = elements.count
        for _ in 0..<count {
            let element = elements.removeFirst()
            if next < places.count, places[next] == place {
                bytes -= element.byteCount
                next += 1
            } else {
                elements.append(element)
            }
            place += 1
        }
    }

    /// Keeps the elements at some places alone.
    mutating func keep(_ places: Range<Int>) {
        for _ in 0..<(count - places.upperBound) { _ = removeLast() }
        for _ in 0..<min(places.lowerBound, count) { _ = removeFirst() }
    }
}
