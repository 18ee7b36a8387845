import Infrastructure
import JSON

/// One exchange: how it was declared, and its bindings in the order in which they were made.
struct Exchange {
    let options: ExchangeOptions
    private(set) var bindings: [Binding?] = []
    private(set) var bindingCount = 0

    private var direct: [String: [Int]] = [:]
    private var topic = TopicTrie()
    private var headers: [Int: HeadersMatch] = [:]

    init(options: ExchangeOptions) {
        self.options = options
    }

    var alternate: ExchangeName? { options.arguments["alternate-exchange"]?.string }

    /// Adds a binding; the same one twice counts once.
    mutating func add(_ binding: Binding) {
        guard place(of: binding) == nil else { return }
        bindings.append(binding)
        bindingCount += 1
        index(binding, at: bindings.count - 1)
    }

    /// Removes a binding; false when there is none.
    mutating func remove(_ binding: Binding) -> Bool {
        guard let place = place(of: binding) else { return false }
        bindings[place] = nil
        bindingCount -= 1
        tidy()
        return true
    }

    /// Removes all bindings that lead to a place that is gone; false when there was none.
    mutating func removeAll(to destination: BindingDestination) -> Bool {
        let before = bindingCount
        for place in bindings.indices where bindings[place]?.destination == destination {
            bindings[place] = nil
            bindingCount -= 1
        }
        tidy()
        return bindingCount < before
    }

    /// Where a message goes from here, in the order of the bindings.
    func destinations(_ key: String, _ message: Message) -> [BindingDestination] {
        switch options.kind {
        case .fanout: bindings.compactMap { $0?.destination }
        case .topic: destinations(of: topic.matches(TopicTrie.words(of: key)))
        case .headers:
            bindings.indices.compactMap { place in
                guard headers[place]?.matches(message.headers) == true else { return nil }
                return bindings[place]?.destination
            }
        default: destinations(of: direct[key] ?? [])
        }
    }

    private func destinations(of places: [Int]) -> [BindingDestination] {
        places.compactMap { bindings[$0]?.destination }
    }

    /// The place of a binding; those with one key are looked through.
    private func place(of binding: Binding) -> Int? {
        let candidates = direct[binding.key] ?? []
        return candidates.first { bindings[$0]?.isSame(as: binding) == true }
    }

    private mutating func index(_ binding: Binding, at place: Int) {
        direct[binding.key, default: []].append(place)
        if options.kind == .topic { topic.insert(place, pattern: binding.key) }
        if options.kind == .headers { headers[place] = HeadersMatch(binding.arguments) }
    }

    /// Closes the gaps when they are half of all, so that each costs a constant time on average.
    private mutating func tidy() {
        guard bindings.count > 2 * bindingCount else { return }
        bindings.removeAll { $0 == nil }
        direct = [:]
        topic = TopicTrie()
        headers = [:]
        for (place, binding) in bindings.enumerated() {
            if let binding { index(binding, at: place) }
        }
    }
}
