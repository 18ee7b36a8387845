/// The rows that can be lent, sorted so that the best is found without a look at the others.
///
/// A shelf holds what one user has free, or lent to one service. On it stands a pool for each set
/// of hindrances that occurs, in a pool a bucket for each `UsageKey`, and in a bucket a heap, the
/// longest rested first. Within a bucket score and order agree, so only heads compete. What has
/// become empty stays, since it is often filled again, until there is more of it than of the rest.
struct AccountIndex: Sendable {
    struct Pool: Sendable {
        let hindrances: Int32
        /// Ascending; of the same length as `buckets`.
        var usages: [UsageKey] = []
        var buckets: [Int32] = []
        var filledCount = 0
        var rowCount = 0
    }

    struct Shelf: Sendable {
        /// In no particular order.
        var pools: [Int32] = []
        var filledCount = 0
    }

    /// Where a row stands; all −1 for a row that cannot be lent.
    private struct Place: Sendable {
        var shelf: Int32 = -1
        var pool: Int32 = -1
        var bucket: Int32 = -1
        var hindrances = Hindrances.none
        var key = UsageKey(invites: 0, messages: 0, hasErrors: false)
    }

    private(set) var shelves: [Shelf] = []
    private(set) var pools: [Pool] = []
    private(set) var buckets: [RowHeap] = []
    private var freePools: [Int32] = []
    private var freeBuckets: [Int32] = []
    private var places: [Place]
    private var positions: [Int32]
    /// How much that is empty is kept beside as much as is not.
    private static let spare = 4

    init(rows: Int) {
        places = Array(repeating: Place(), count: rows)
        positions = Array(repeating: -1, count: rows)
    }

    mutating func addShelf() -> Int32 {
        shelves.append(Shelf())
        return Int32(shelves.count - 1)
    }

    /// Puts a row where it belongs now, wherever it stood.
    mutating func put(_ row: Int, shelf: Int32, hindrances: Int32, key: UsageKey, rest: Int64) {
        let entry = RowHeap.Entry(key: rest, row: Int32(row))
        let place = places[row]
        if place.shelf == shelf, place.key == key, place.hindrances == hindrances {
            buckets[Int(place.bucket)].move(entry, at: Int(positions[row]), &positions)
            return
        }
        remove(row)
        let pool = self.pool(on: shelf, hindrances: hindrances)
        if pools[Int(pool)].rowCount == 0 { shelves[Int(shelf)].filledCount += 1 }
        pools[Int(pool)].rowCount += 1
        let bucket = self.bucket(in: pool, key: key)
        if buckets[Int(bucket)].isEmpty { pools[Int(pool)].filledCount += 1 }
        buckets[Int(bucket)].insert(entry, &positions)
        places[row] = Place(
            shelf: shelf,
            pool: pool,
            bucket: bucket,
            hindrances: hindrances,
            key: key
        )
    }

    /// Takes a row out, when it is in.
    mutating func remove(_ row: Int) {
        let place = places[row]
        guard place.shelf >= 0 else { return }
        places[row] = Place()
        buckets[Int(place.bucket)].remove(at: Int(positions[row]), &positions)
        pools[Int(place.pool)].rowCount -= 1
        if pools[Int(place.pool)].rowCount == 0 { shelves[Int(place.shelf)].filledCount -= 1 }
        if buckets[Int(place.bucket)].isEmpty { pools[Int(place.pool)].filledCount -= 1 }
        tidy(Int(place.pool))
        tidy(shelf: Int(place.shelf))
    }

    /// Drops the empty buckets of a pool when they are many.
    private mutating func tidy(_ pool: Int) {
        guard pools[pool].buckets.count > 2 * pools[pool].filledCount + Self.spare else { return }
        let (usages, numbers) = (pools[pool].usages, pools[pool].buckets)
        pools[pool].usages = []
        pools[pool].buckets = []
        for spot in numbers.indices {
            if buckets[Int(numbers[spot])].isEmpty {
                freeBuckets.append(numbers[spot])
            } else {
                pools[pool].usages.append(usages[spot])
                pools[pool].buckets.append(numbers[spot])
            }
        }
    }

    /// Drops the empty pools of a shelf when they are many.
    private mutating func tidy(shelf: Int) {
        guard shelves[shelf].pools.count > 2 * shelves[shelf].filledCount + Self.spare else {
            return
        }
        let numbers = shelves[shelf].pools
        shelves[shelf].pools = []
        for number in numbers {
            if pools[Int(number)].rowCount == 0 {
                freeBuckets += pools[Int(number)].buckets
                freePools.append(number)
            } else {
                shelves[shelf].pools.append(number)
            }
        }
    }

    private mutating func pool(on shelf: Int32, hindrances: Int32) -> Int32 {
        for pool in shelves[Int(shelf)].pools where pools[Int(pool)].hindrances == hindrances {
            return pool
        }
        let pool: Int32
        if let old = freePools.popLast() {
            pool = old
            pools[Int(old)] = Pool(hindrances: hindrances)
        } else {
            pool = Int32(pools.count)
            pools.append(Pool(hindrances: hindrances))
        }
        shelves[Int(shelf)].pools.append(pool)
        return pool
    }

    private mutating func bucket(in pool: Int32, key: UsageKey) -> Int32 {
        let pool = Int(pool)
        let spot = spot(of: key, in: pool)
        if spot < pools[pool].usages.count, pools[pool].usages[spot] == key {
            return pools[pool].buckets[spot]
        }
        let bucket: Int32
        if let old = freeBuckets.popLast() {
            bucket = old
        } else {
            bucket = Int32(buckets.count)
            buckets.append(RowHeap())
        }
        pools[pool].usages.insert(key, at: spot)
        pools[pool].buckets.insert(bucket, at: spot)
        return bucket
    }

    /// Where a key stands among those of a pool, or would stand.
    private func spot(of key: UsageKey, in pool: Int) -> Int {
        var low = 0
        var high = pools[pool].usages.count
        while low < high {
            let middle = (low + high) / 2
            if pools[pool].usages[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
