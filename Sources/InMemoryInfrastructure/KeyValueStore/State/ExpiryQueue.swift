import SimulationKernel

/// Which keys expire next: a line for those that come in order, a radix heap for the others.
///
/// Most keys live equally long, so that they expire in the order in which they were set. In the
/// heap, a node is in the bucket of the highest bit in which its instant differs from the present
/// one. When the present passes into a bucket, its nodes move to lower buckets or are due. A node
/// goes down at most once a bit, so a key costs a constant number of moves however many there are.
///
/// Nodes may be out of date, when their key was set or removed since; whoever takes one out looks.
/// Instants are milliseconds since 1970, from 0 on.
struct ExpiryQueue {
    struct Node {
        let instant: Int64
        let key: String
    }

    private var line = Deque<Node>()
    private var firstInLine = Int64.max
    private var lastInLine = Int64.min
    private var buckets = [[Node]](repeating: [], count: 64)

    /// A bit for each bucket of the heap that has nodes.
    private var occupied: UInt64 = 0
    private(set) var count = 0

    /// All nodes at or before this instant have been taken out.
    private var present: Int64 = 0

    /// Adds a node and returns its instant: the present one for what is due already.
    mutating func insert(_ key: String, at instant: Int64) -> Int64 {
        let instant = max(instant, present)
        count += 1
        if instant >= lastInLine {
            if line.isEmpty { firstInLine = instant }
            lastInLine = instant
            line.append(Node(instant: instant, key: key))
        } else {
            add(Node(instant: instant, key: key))
        }
        return instant
    }

    /// True when some key may be due at or before an instant; cheap, and seldom wrong.
    func mayBeDue(at instant: Int64) -> Bool {
        firstInLine <= instant
            || instant > present && occupied & Self.mask(upTo: bucket(of: instant)) != 0
            || occupied & 1 != 0
    }

    /// Takes out the nodes whose instants have come, in a fixed order but not by instant.
    mutating func removeAll(notAfter instant: Int64) -> [Node] {
        var due: [Node] = []
        while !line.isEmpty, firstInLine <= instant {
            due.append(line.removeFirst())
            meetLine()
        }
        if occupied != 0 { takeFromHeap(notAfter: instant, into: &due) }
        present = max(present, instant)
        count -= due.count
        return due
    }

    private mutating func takeFromHeap(notAfter instant: Int64, into due: inout [Node]) {
        let highest = bucket(of: max(instant, present))
        guard occupied & Self.mask(upTo: highest) != 0 else { return }
        for lower in 0..<highest where !buckets[lower].isEmpty { take(lower, into: &due) }
        var crossed: [Node] = []
        if !buckets[highest].isEmpty { take(highest, into: &crossed) }
        present = max(present, instant)
        for node in crossed {
            if node.instant <= instant { due.append(node) } else { add(node) }
        }
    }

    /// Forgets the nodes that are out of date.
    mutating func clean(keeping isCurrent: (Node) -> Bool) {
        line.removeAll { !isCurrent($0) }
        meetLine()
        count = line.count
        for bucket in buckets.indices where !buckets[bucket].isEmpty {
            buckets[bucket].removeAll { !isCurrent($0) }
            count += buckets[bucket].count
            if buckets[bucket].isEmpty { occupied &= ~(1 << UInt64(bucket)) }
        }
    }

    /// Notes who is first in the line now.
    private mutating func meetLine() {
        firstInLine = line.first?.instant ?? .max
        if line.isEmpty { lastInLine = .min }
    }

    private mutating func add(_ node: Node) {
        let bucket = bucket(of: node.instant)
        buckets[bucket].append(node)
        occupied |= 1 << UInt64(bucket)
    }

    private mutating func take(_ bucket: Int, into nodes: inout [Node]) {
        if nodes.isEmpty { swap(&nodes, &buckets[bucket]) } else { nodes += buckets[bucket] }
        buckets[bucket] = []
        occupied &= ~(1 << UInt64(bucket))
    }

    private func bucket(of instant: Int64) -> Int {
        64 - (instant ^ present).leadingZeroBitCount
    }

    private static func mask(upTo bucket: Int) -> UInt64 {
        bucket >= 63 ? .max : (1 << UInt64(bucket + 1)) - 1
    }
}
