/// A list that is filled by one operation, gone through, and emptied, over and over.
///
/// Emptying it takes no time: its elements own nothing, so they may stay where they are.
struct EffectList<Element: BitwiseCopyable>: Sequence {
    private var elements: [Element] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    var last: Element? { count == 0 ? nil : elements[count - 1] }

    mutating func append(_ element: Element) {
        if count < elements.count {
            elements[count] = element
        } else {
            elements.append(element)
        }
        count += 1
    }

    mutating func removeAll() {
        count = 0
    }

    func makeIterator() -> ArraySlice<Element>.Iterator {
        elements[..<count].makeIterator()
    }

    subscript(place: Int) -> Element { elements[place] }
}
