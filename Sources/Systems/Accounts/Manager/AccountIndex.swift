/// The rows that can be lent, sorted so that the best is found without a look at the others.
///
/// A shelf holds what one user has free, or lent to one service. On it stands a pool for each set
/// of hindrances that occurs, in a pool a bucket for each `UsageKey`, and in a bucket a heap, the
/// longest rested first. Within a bucket score and order agree, so only heads compete.
struct AccountIndex: Sendable {
    struct Pool: Sendable {
        let hindrances: Int32
        /// Ascending; of the same length as `buckets`.
        var usages: [UsageKey] = []
        var buckets: [Int32] = []
    }

    struct Shelf: Sendable {
        /// Pools that are not empty, in no particular order.
        var pools: [Int32] = []
    }

    /// Where a row stands; all −1 for a row that cannot be lent.
    private struct Place: Sendable {
        var shelf: Int32 = -1
        var pool: Int32 = -1
        var key = UsageKey(invites: 0, messages: 0, hasErrors: false)
        var bucket: Int32 = -1
    }

    private(set) var shelves: [Shelf] = []
    private(set) var pools: [Pool] = []
    private(set) var buckets: [RowHeap] = []
    private var freePools: [Int32] = []
    private var freeBuckets: [Int32] = []
    private var places: [Place]
    private var positions: [Int32]

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
        let place = places[row]
        if place.shelf == shelf, place.key == key, pools[Int(place.pool)].hindrances == hindrances {
            let bucket = Int(place.bucket)
            if buckets[bucket].entries[Int(positions[row])].key == rest { return }
            buckets[bucket].remove(at: Int(positions[row]), &positions)
            buckets[bucket].insert(RowHeap.Entry(key: rest, row: Int32(row)), &positions)
            return
        }
        remove(row)
        let pool = self.pool(on: shelf, hindrances: hindrances)
        let bucket = self.bucket(in: pool, key: key)
        buckets[Int(bucket)].insert(RowHeap.Entry(key: rest, row: Int32(row)), &positions)
        places[row] = Place(shelf: shelf, pool: pool, key: key, bucket: bucket)
    }

    /// Takes a row out, when it is in.
    mutating func remove(_ row: Int) {
        let place = places[row]
        guard place.shelf >= 0 else { return }
        places[row] = Place()
        buckets[Int(place.bucket)].remove(at: Int(positions[row]), &positions)
        guard buckets[Int(place.bucket)].entries.isEmpty else { return }
        freeBuckets.append(place.bucket)
        let pool = Int(place.pool)
        let spot = spot(of: place.key, in: pool)
        pools[pool].usages.remove(at: spot)
        pools[pool].buckets.remove(at: spot)
        guard pools[pool].usages.isEmpty else { return }
        freePools.append(place.pool)
        let shelf = Int(place.shelf)
        shelves[shelf].pools.removeAll { $0 == place.pool }
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
