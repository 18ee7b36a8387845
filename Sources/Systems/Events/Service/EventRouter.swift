import Infrastructure
import JSON

/// Finds the handlers of a message, prepared once for all messages.
struct EventRouter: Sendable {
    private let matching: EventMatching
    private let byRoute: [String: [EventListener]]

    /// Those whose first word is a parameter, which only matching by path has.
    private let open: [EventListener]

    init(_ listeners: [EventListener], matching: EventMatching) {
        var byRoute: [String: [EventListener]] = [:]
        for listener in listeners where !listener.path.route.isEmpty {
            byRoute[listener.path.route, default: []].append(listener)
        }
        self.byRoute = byRoute
        self.matching = matching
        open = listeners.filter(\.path.route.isEmpty)
    }

    /// The handlers of a message in the order of their registration; none for an unknown route.
    func listeners(for message: inout EventMessage) -> [EventListener] {
        guard let route = message.message.headers.string(EventHeaders.route) else { return [] }
        guard matching == .path else { return byRoute[route] ?? [] }
        let words = route.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let candidates = (byRoute[words[0]] ?? []) + open
        message.words = words
        return candidates.filter { $0.path.matches(words) }.sorted { $0.number < $1.number }
    }
}
