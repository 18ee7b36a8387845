import Measurement

/// The nodes of a diagram in layers, with a place for every link in every layer that it crosses.
///
/// Nodes are in even layers, so that each link has an odd one for its words; links go forwards,
/// those of a cycle that would go back being turned (Sugiyama, Tagawa and Toda, 1981).
struct LayerGraph {
    /// Something that has a place in a layer.
    enum Item: Equatable {
        case node(Int)
        /// A place that a link goes through; the words of a link are at the first of them.
        case bend(link: Int, hasWords: Bool)
    }

    private(set) var items: [Item] = []
    /// The items of each layer, from top to bottom.
    private(set) var layers: [[Int]] = []
    /// For each link the items that it goes through, from its own beginning to its end; empty for
    /// one that leads back to where it began.
    private(set) var routes: [[Int]] = []

    /// For each item those before and those behind it.
    private(set) var before: [[Int]] = []
    private(set) var behind: [[Int]] = []

    init(_ diagram: RunDiagram) {
        let ranks = RankSearch(diagram).ranks
        layers = [[Int]](repeating: [], count: 2 * (ranks.max() ?? 0) + 1)
        for place in diagram.nodes.indices { add(.node(place), to: 2 * ranks[place]) }
        for (place, link) in diagram.links.enumerated() {
            routes.append(route(of: link, place, ranks))
        }
        for _ in 0..<8 {
            order(downwards: true)
            order(downwards: false)
        }
    }

    @discardableResult
    private mutating func add(_ item: Item, to layer: Int) -> Int {
        items.append(item)
        before.append([])
        behind.append([])
        layers[layer].append(items.count - 1)
        return items.count - 1
    }

    private mutating func route(of link: RunDiagram.Link, _ place: Int, _ ranks: [Int]) -> [Int] {
        let (start, end) = (ranks[link.from], ranks[link.to])
        guard start != end else { return [] }
        let step = start < end ? 1 : -1
        var route = [link.from]
        var layer = 2 * start + step
        while layer != 2 * end {
            let item = Item.bend(link: place, hasWords: route.count == 1)
            route.append(add(item, to: layer))
            layer += step
        }
        route.append(link.to)
        for (first, second) in zip(route, route.dropFirst()) {
            let (left, right) = step > 0 ? (first, second) : (second, first)
            behind[left].append(right)
            before[right].append(left)
        }
        return route
    }

    /// Sorts each layer by the mean place of what its items are joined to in the one before.
    private mutating func order(downwards: Bool) {
        let order = downwards ? Array(layers.indices) : layers.indices.reversed()
        var places = [Int](repeating: 0, count: items.count)
        for layer in layers {
            for (place, item) in layer.enumerated() { places[item] = place }
        }
        for layer in order {
            let keys = layers[layer].map { item -> Double in
                let others = downwards ? before[item] : behind[item]
                guard !others.isEmpty else { return Double(places[item]) }
                return Double(others.reduce(0) { $0 + places[$1] }) / Double(others.count)
            }
            let sorted = layers[layer].indices.sorted { left, right in
                keys[left] == keys[right] ? left < right : keys[left] < keys[right]
            }
            layers[layer] = sorted.map { layers[layer][$0] }
            for (place, item) in layers[layer].enumerated() { places[item] = place }
        }
    }
}

/// Gives nodes ranks so that links go from lower to higher ones, as far as there are no cycles.
private struct RankSearch {
    private(set) var ranks: [Int]
    private var outgoing: [[Int]]

    init(_ diagram: RunDiagram) {
        ranks = [Int](repeating: 0, count: diagram.nodes.count)
        outgoing = [[Int]](repeating: [], count: diagram.nodes.count)
        for link in diagram.links where link.from != link.to {
            outgoing[link.from].append(link.to)
        }
        let order = depthFirstOrder()
        var numbers = ranks
        for (number, place) in order.enumerated() { numbers[place] = number }
        for place in order {
            for next in outgoing[place] where numbers[next] > numbers[place] {
                ranks[next] = max(ranks[next], ranks[place] + 1)
            }
        }
    }

    /// The nodes so that only links which close a cycle lead from a later to an earlier one.
    private func depthFirstOrder() -> [Int] {
        var isSeen = [Bool](repeating: false, count: outgoing.count)
        var finished: [Int] = []
        for root in outgoing.indices where !isSeen[root] {
            isSeen[root] = true
            var way: [(place: Int, next: Int)] = [(root, 0)]
            while let (place, next) = way.last {
                guard next < outgoing[place].count else {
                    finished.append(place)
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let target = outgoing[place][next]
                guard !isSeen[target] else { continue }
                isSeen[target] = true
                way.append((target, 0))
            }
        }
        return finished.reversed()
    }
}
