import Infrastructure

/// What the commands of hashes, lists, sets and sorted sets share.
extension StoreReply {
    static let empty = StoreReply.array([])
    static let zero = StoreReply.integer(0)

    static func text(_ text: String) -> StoreReply { .bulk(.text(text)) }

    static func texts(_ texts: [String]) -> StoreReply { .array(texts.map { .text($0) }) }

    static func count(_ count: Int) -> StoreReply { .integer(Int64(count)) }
}

extension StoreCall {
    /// A word as a number of elements, from 0 on.
    func elementCount(
        _ place: Int,
        or error: KeyValueStoreError = .notPositive
    ) throws(KeyValueStoreError) -> Int {
        let count = try integer(place, or: error)
        guard count >= 0 else { throw error }
        return Int(count)
    }

    /// A word as a number of keys or elements, from 1 on.
    func positive(_ place: Int, or error: KeyValueStoreError) throws(KeyValueStoreError) -> Int {
        let count = try integer(place, or: error)
        guard count >= 1 else { throw error }
        return Int(count)
    }
}

extension KeyValueStoreError {
    static let outOfRange = KeyValueStoreError("ERR value is out of range")
    static let tooFewKeys = KeyValueStoreError("ERR numkeys should be greater than 0")
    static let tooManyKeys = KeyValueStoreError(
        "ERR Number of keys can't be greater than number of args"
    )
    static let negativeLimit = KeyValueStoreError("ERR LIMIT can't be negative")
    static let countNotPositive = KeyValueStoreError("ERR count should be greater than 0")
    static let beyondRandomCount = KeyValueStoreError(
        """
        ERR value is out of range, value must between -9223372036854775807 and \
        9223372036854775807
        """
    )
}

/// The positions from one to another in a collection; negative ones count from the end.
///
/// Nil when there are none. Redis cuts what lies outside without an error.
func clampedPositions(from start: Int64, through end: Int64, of count: Int) -> Range<Int>? {
    let count = Int64(count)
    let first = max(0, start < 0 ? start + count : start)
    let last = min(end < 0 ? end + count : end, count - 1)
    guard first <= last, first < count else { return nil }
    return Int(first)..<Int(last) + 1
}

/// How many elements a command that chooses at random is to give.
///
/// A negative number is of choices that may repeat.
struct RandomCount {
    /// What Redis would go on with until its client is cut off is refused from here on.
    fileprivate static let greatestRepeated = 1 << 24

    let count: Int
    let mayRepeat: Bool

    /// `extra` is an option behind the count that makes the elements pairs.
    init(_ call: StoreCall, pairs extra: StaticString?) throws(KeyValueStoreError) {
        let number = try call.integer(2)
        guard number != .min else { throw .beyondRandomCount }
        if let extra {
            guard call.count <= 4, call.count == 3 || call.word(3, is: extra) else {
                throw .syntax
            }
            if call.count == 4, number.magnitude > Int64.max.magnitude / 2 { throw .outOfRange }
        }
        count = Int(number.magnitude)
        mayRepeat = number < 0
    }
}

extension ChanceStream {
    /// Places of a table of `size` entries, which is not empty.
    mutating func places(
        _ wanted: RandomCount,
        of size: Int
    ) throws(KeyValueStoreError) -> [Int] {
        guard wanted.mayRepeat else { return distinctPlaces(min(wanted.count, size), of: size) }
        guard wanted.count <= RandomCount.greatestRepeated else { throw .outOfRange }
        return (0..<wanted.count).map { _ in below(size) }
    }

    /// Different places; all in order when that many are wanted.
    private mutating func distinctPlaces(_ count: Int, of size: Int) -> [Int] {
        if count == size { return Array(0..<size) }
        if count > size / 3 {
            var places = Array(0..<size)
            for place in 0..<count { places.swapAt(place, place + below(size - place)) }
            return Array(places.prefix(count))
        }
        var taken: Set<Int> = []
        var places: [Int] = []
        while places.count < count {
            let place = below(size)
            if taken.insert(place).inserted { places.append(place) }
        }
        return places
    }
}
