/// The segments of a path that stand for the parameters of its route, in the order of the pattern.
///
/// They stay where they are: taking them out would cost a list for each request.
package struct HTTPParameters: Sendable, Equatable, ExpressibleByArrayLiteral {
    private let segments: [String]
    private let places: [Int]

    init(of path: HTTPPath, at places: [Int]) {
        segments = path.segments
        self.places = places
    }

    /// Parameters of a path that has nothing else.
    package init(arrayLiteral elements: String...) {
        segments = elements
        places = Array(elements.indices)
    }

    package var count: Int { places.count }

    /// The parameter of a number, from 0.
    package subscript(number: Int) -> String { segments[places[number]] }

    package static func == (left: HTTPParameters, right: HTTPParameters) -> Bool {
        left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
    }
}
