/// Counts of values in log-linear buckets, for percentiles at a fixed relative error.
///
/// Values are 0 or more. Below 2,048 every value has a bucket of its own; above, each octave is cut
/// into 1,024 buckets, so that a bucket's upper value exceeds what it holds by less than 0.1 %.
/// Merging is exact and commutative. Memory is a kilobyte for each eighth of an octave in use.
package struct Histogram: Sendable {
    /// A run of values that are counted together.
    package struct Bucket: Sendable, Equatable {
        package let lower: Int64
        package let upper: Int64
        package let count: Int
    }

    package private(set) var count = 0
    /// The smallest value, exactly; `nil` without values.
    package var min: Int64? { count > 0 ? smallest : nil }
    /// The largest value, exactly; `nil` without values.
    package var max: Int64? { count > 0 ? largest : nil }

    private var smallest = Int64.max
    private var largest: Int64 = -1
    /// Where each page starts in `counts`, or -1 while it is empty.
    private var pageStarts = [Int32](repeating: -1, count: Histogram.pageCount)
    /// Pages in the order of their first use: the page's total, then one count for each bucket.
    private var counts: [Int] = []

    private static let pageCount = 432
    private static let pageSize = 128  // 7 bits of a bucket's index; `record` spells them out.

    package init() {}

    package mutating func record(_ value: Int64) {
        precondition(value >= 0, "A histogram takes values of 0 or more.")
        let shift = Histogram.shift(of: value)
        let index = Int(shift &<< 10 &+ value &>> shift)
        var start = Int(pageStarts[index &>> 7])
        if start < 0 { start = addPage(index &>> 7) }
        counts[start] &+= 1
        counts[start &+ 1 &+ index & 127] &+= 1
        count &+= 1
        if value < smallest { smallest = value }
        if value > largest { largest = value }
    }

    package mutating func merge(_ other: Histogram) {
        guard other.count > 0 else { return }
        for page in 0..<Histogram.pageCount where other.pageStarts[page] >= 0 {
            let source = Int(other.pageStarts[page])
            let start = startOfPage(page)
            for slot in 0...Histogram.pageSize {
                counts[start + slot] += other.counts[source + slot]
            }
        }
        count += other.count
        smallest = Swift.min(smallest, other.smallest)
        largest = Swift.max(largest, other.largest)
    }

    /// Forgets all values and keeps the memory for the next ones.
    package mutating func reset() {
        guard count > 0 else { return }
        for slot in counts.indices { counts[slot] = 0 }
        count = 0
        smallest = .max
        largest = -1
    }

    /// The value at the nearest rank: its bucket's upper value, never above the exact maximum.
    ///
    /// The first and the last rank give the exact minimum and maximum. `nil` without values.
    package func percentile(_ percentile: Percentile) -> Int64? {
        guard count > 0 else { return nil }
        let rank = percentile.rank(of: count)
        guard rank > 1 else { return smallest }
        var below = 0
        for page in 0..<Histogram.pageCount where pageStarts[page] >= 0 {
            let start = Int(pageStarts[page])
            guard below + counts[start] >= rank else {
                below += counts[start]
                continue
            }
            for slot in 0..<Histogram.pageSize {
                below += counts[start + 1 + slot]
                guard below < rank else {
                    let upper = Histogram.upper(ofBucket: page * Histogram.pageSize + slot)
                    return Swift.min(upper, largest)
                }
            }
        }
        return largest
    }

    /// The buckets that hold values, from the smallest up.
    package var buckets: [Bucket] {
        var result: [Bucket] = []
        for page in 0..<Histogram.pageCount where pageStarts[page] >= 0 {
            let start = Int(pageStarts[page])
            for slot in 0..<Histogram.pageSize where counts[start + 1 + slot] > 0 {
                let upper = Histogram.upper(ofBucket: page * Histogram.pageSize + slot)
                let lower = Histogram.lowerValue(sharedBy: upper)
                result.append(
                    Bucket(lower: lower, upper: upper, count: counts[start + 1 + slot])
                )
            }
        }
        return result
    }

    /// The largest value that shares a bucket with `value`.
    package static func upperValue(sharedBy value: Int64) -> Int64 {
        value | (1 &<< shift(of: value) &- 1)
    }

    /// The smallest value that shares a bucket with `value`.
    package static func lowerValue(sharedBy value: Int64) -> Int64 {
        (value &>> shift(of: value)) &<< shift(of: value)
    }

    private mutating func startOfPage(_ page: Int) -> Int {
        let start = Int(pageStarts[page])
        return start >= 0 ? start : addPage(page)
    }

    private mutating func addPage(_ page: Int) -> Int {
        let start = counts.count
        counts.append(contentsOf: repeatElement(0, count: Histogram.pageSize + 1))
        pageStarts[page] = Int32(start)
        return start
    }

    /// How many low bits the buckets around `value` ignore.
    private static func shift(of value: Int64) -> Int64 {
        value < 2048 ? 0 : Int64(53 &- value.leadingZeroBitCount)
    }

    private static func upper(ofBucket index: Int) -> Int64 {
        guard index >= 2048 else { return Int64(index) }
        let shift = Int64(index &>> 10 &- 1)
        return (Int64(index) &- shift &<< 10) &<< shift | (1 &<< shift &- 1)
    }
}
