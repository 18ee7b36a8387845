/// The running sums of a list of sizes, which change one at a time.
struct FenwickTree {
    /// At each place, from 1, the sum of as many sizes up to it as its lowest set bit says.
    private var sums: [Int]

    init(sizes: [Int]) {
        sums = [0] + sizes
        for place in 1..<sums.count {
            let parent = place + place & -place
            if parent < sums.count { sums[parent] += sums[place] }
        }
    }

    mutating func add(_ change: Int, at index: Int) {
        var place = index + 1
        while place < sums.count {
            sums[place] += change
            place += place & -place
        }
    }

    /// The sum of all sizes before one.
    func sum(before index: Int) -> Int {
        var sum = 0
        var place = index
        while place > 0 {
            sum += sums[place]
            place -= place & -place
        }
        return sum
    }

    /// The index of the size in which a position lies, and the position in it.
    func find(_ position: Int) -> (index: Int, offset: Int) {
        var (place, rest) = (0, position)
        var step = 1 << (Int.bitWidth - 1 - sums.count.leadingZeroBitCount)
        while step > 0 {
            if place + step < sums.count, sums[place + step] <= rest {
                place += step
                rest -= sums[place]
            }
            step /= 2
        }
        return (place, rest)
    }
}
