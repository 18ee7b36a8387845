import Infrastructure

/// Cycles that nothing can leave: whatever the processes in one end with, it goes on.
struct CycleCheck {
    private(set) var problems: [DefinitionProblem] = []

    init(_ definition: ProcessDefinition, _ shape: DefinitionShape) {
        for component in Self.components(of: shape) {
            let trap = Self.trap(in: component, of: shape)
            guard let cycle = Self.cycle(in: trap, of: shape), let first = cycle.first else {
                continue
            }
            let ids = (cycle + [first]).map { definition.processes[$0].id }
            problems.append(
                DefinitionProblem(
                    .process(first),
                    "nothing leaves the cycle \(Self.text(of: ids))",
                    hint: "let one of its processes decide, with an outcome that leads out of it"
                )
            )
        }
    }

    private static func text(of ids: [String]) -> String {
        let most = 8
        guard ids.count > most else { return ids.joined(separator: " → ") }
        return (ids.prefix(most - 2) + ["…"] + ids.suffix(1)).joined(separator: " → ")
    }

    /// The processes of a component that lead to one another with every outcome they have.
    ///
    /// An outcome without a link is another mistake, and leads out. So does no fault: that a
    /// module fails is no decision.
    private static func trap(in component: [Int], of shape: DefinitionShape) -> [Bool] {
        var isInside = [Bool](repeating: false, count: shape.count)
        for place in component { isInside[place] = true }
        var isChanged = true
        while isChanged {
            isChanged = false
            for place in component where isInside[place] {
                let staysWithAll = shape.outcomes[place].allSatisfy { outcome in
                    shape.outgoing[place].contains { link in
                        shape.links[link].outcome == outcome
                            && shape.links[link].to.map { isInside[$0] } ?? false
                    }
                }
                guard !staysWithAll else { continue }
                isInside[place] = false
                isChanged = true
            }
        }
        return isInside
    }

    /// A cycle of processes that are inside, from the first of them on.
    private static func cycle(in isInside: [Bool], of shape: DefinitionShape) -> [Int]? {
        guard let start = isInside.firstIndex(of: true) else { return nil }
        var way = [start]
        while let last = way.last {
            let next = shape.outgoing[last].compactMap { shape.links[$0].to }
                .first { isInside[$0] }
            guard let next else { return nil }
            if let place = way.firstIndex(of: next) {
                let cycle = Array(way[place...])
                let least = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
                return Array(cycle[least...] + cycle[..<least])
            }
            way.append(next)
        }
        return nil
    }

    /// The strongly connected components, each in the order of the definition.
    ///
    /// Tarjan's algorithm, with a stack of its own: a chain of a thousand processes must not
    /// exhaust that of the program.
    private static func components(of shape: DefinitionShape) -> [[Int]] {
        var search = ComponentSearch(shape)
        for place in 0..<shape.count { search.visit(place) }
        return search.components.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }
}

/// Tarjan's search for strongly connected components.
private struct ComponentSearch {
    private(set) var components: [[Int]] = []
    private let shape: DefinitionShape
    private var numbers: [Int]
    private var lowest: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var count = 0

    init(_ shape: DefinitionShape) {
        self.shape = shape
        numbers = [Int](repeating: -1, count: shape.count)
        lowest = numbers
        isOpen = [Bool](repeating: false, count: shape.count)
    }

    mutating func visit(_ root: Int) {
        guard numbers[root] < 0 else { return }
        var way: [(place: Int, link: Int)] = [(root, 0)]
        enter(root)
        while let (place, link) = way.last {
            guard link < shape.outgoing[place].count else {
                way.removeLast()
                leave(place)
                if let parent = way.last?.place {
                    lowest[parent] = min(lowest[parent], lowest[place])
                }
                continue
            }
            way[way.count - 1].link += 1
            guard let next = shape.links[shape.outgoing[place][link]].to else { continue }
            if numbers[next] < 0 {
                enter(next)
                way.append((next, 0))
            } else if isOpen[next] {
                lowest[place] = min(lowest[place], numbers[next])
            }
        }
    }

    private mutating func enter(_ place: Int) {
        numbers[place] = count
        lowest[place] = count
        count += 1
        open.append(place)
        isOpen[place] = true
    }

    private mutating func leave(_ place: Int) {
        guard lowest[place] == numbers[place] else { return }
        var component: [Int] = []
        while let last = open.popLast() {
            isOpen[last] = false
            component.append(last)
            if last == place { break }
        }
        components.append(component)
    }
}
