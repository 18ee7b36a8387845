import JSON

/// Draws values from a seed, the same ones every time.
struct ValueGenerator {
    private static let texts = [
        "", "a", "key", "\"", "\\", "/", "\n", "\r\n", "\t", "\0", "\u{1F}", "\u{7F}", "é",
        "e\u{301}",
        "日本", "😀", "\u{10FFFF}", "\u{2028}", "//", "[", "}", ",", ":", " ",
    ]

    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The next number of SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func next(below bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch next(below: depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(next(below: 2) == 0)
        case 2: return .integer(Int64(bitPattern: next()) >> next(below: 64))
        case 3: return .number(finiteNumber())
        case 4, 5: return .string(string())
        case 6: return .array((0..<next(below: 5)).map { _ in value(depth: depth - 1) })
        default:
            return .object(
                JSONObject((0..<next(below: 5)).map { _ in (string(), value(depth: depth - 1)) })
            )
        }
    }

    private mutating func string() -> String {
        (0..<next(below: 4)).map { _ in Self.texts[next(below: Self.texts.count)] }.joined()
    }

    private mutating func finiteNumber() -> Double {
        let number = Double(bitPattern: next())
        return number.isFinite && next(below: 2) == 0 ? number : Double(next(below: 1000)) / 8
    }
}

extension JSONValue {
    /// Values that are one step simpler, by which a counterexample is made small.
    var simplifications: [JSONValue] {
        switch self {
        case .null: []
        case .bool, .integer(0), .number(0), .string(""), .array([]): [.null]
        case .integer(let integer): [0, .integer(integer / 2)]
        case .number(let number): [0, .number(number.rounded(.towardZero))].filter { $0 != self }
        case .string(let string):
            string.unicodeScalars.indices.map { index in
                var scalars = string.unicodeScalars
                scalars.remove(at: index)
                return .string(String(scalars))
            }
        case .array(let elements):
            elements + elements.indices.map { .array(elements.without($0)) }
                + elements.indices.flatMap { index in
                    elements[index].simplifications.map { .array(elements.with($0, at: index)) }
                }
        case .object(let object):
            simplifications(of: object)
        }
    }

    private func simplifications(of object: JSONObject) -> [JSONValue] {
        let pairs = object.members.map { ($0.key, $0.value) }
        return pairs.map(\.1)
            + pairs.indices.map { .object(JSONObject(pairs.without($0))) }
            + pairs.indices.flatMap { index in
                pairs[index].1.simplifications.map {
                    .object(JSONObject(pairs.with((pairs[index].0, $0), at: index)))
                }
            } + (pairs.isEmpty ? [.null] : [])
    }

    /// The simplest value reachable by steps on which the property still fails.
    func shrunk(while fails: (JSONValue) -> Bool) -> JSONValue {
        var smallest = self
        for _ in 0..<1000 {
            guard let simpler = smallest.simplifications.first(where: fails) else { break }
            smallest = simpler
        }
        return smallest
    }
}

extension Array {
    fileprivate func without(_ index: Int) -> [Element] {
        var copy = self
        copy.remove(at: index)
        return copy
    }

    fileprivate func with(_ element: Element, at index: Int) -> [Element] {
        var copy = self
        copy[index] = element
        return copy
    }
}
