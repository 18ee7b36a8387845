/// Finds the route that a request is for.
///
/// Patterns are paths whose segments may be parameters in braces: `/task/{id}`. The first route
/// that fits wins. Routes are numbers of the service's own.
package struct HTTPRouter: Sendable {
    /// What routing says of a request.
    package enum Match: Sendable, Equatable {
        /// A route, and the segments that stand for its parameters, in the order of the pattern.
        case route(Int, parameters: HTTPParameters)
        /// The path exists, but not with this method; `allow` is the value of the header.
        case methodNotAllowed(allow: String)
        case notFound
    }

    private struct Entry {
        var method: HTTPMethod
        /// The literal segments; nil stands for a parameter.
        var pattern: [String?]
        /// The places of the parameters.
        var places: [Int]
        var route: Int
    }

    private var entries: [Entry] = []

    package init() {}

    /// Adds a route behind those that are there.
    package mutating func add(_ method: HTTPMethod, _ pattern: String, _ route: Int) {
        let segments = HTTPPath(pattern).segments.map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}") ? nil : segment
        }
        let places = segments.indices.filter { segments[$0] == nil }
        entries.append(Entry(method: method, pattern: segments, places: places, route: route))
    }

    /// The route of a request.
    package func match(_ method: HTTPMethod, _ path: HTTPPath) -> Match {
        var allowed: [HTTPMethod] = []
        // By places, since a loop over the entries copies each of them.
        var place = 0
        while place < entries.count {
            defer { place += 1 }
            guard fits(path.segments, entries[place].pattern) else { continue }
            guard entries[place].method != method else {
                let parameters = HTTPParameters(of: path, at: entries[place].places)
                return .route(entries[place].route, parameters: parameters)
            }
            if !allowed.contains(entries[place].method) { allowed.append(entries[place].method) }
        }
        guard !allowed.isEmpty else { return .notFound }
        return .methodNotAllowed(allow: allowed.map(\.rawValue).joined(separator: ", "))
    }

    /// Compares from the end, where paths differ.
    private func fits(_ segments: [String], _ pattern: [String?]) -> Bool {
        guard segments.count == pattern.count else { return false }
        var place = segments.count
        while place > 0 {
            place -= 1
            if let literal = pattern[place] {
                guard segments[place] == literal else { return false }
            } else if segments[place].isEmpty {
                return false
            }
        }
        return true
    }
}
