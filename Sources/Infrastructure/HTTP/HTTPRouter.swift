/// Finds the route that a request is for.
///
/// Patterns are paths whose segments may be parameters in braces: `/task/{id}`. The first route
/// that fits wins.
package struct HTTPRouter<Route: Sendable>: Sendable {
    /// What routing says of a request.
    package enum Match: Sendable {
        /// A route, and the segments that stand for its parameters, in the order of the pattern.
        case route(Route, parameters: [String])
        /// The path exists, but not with this method; `allow` is the value of the header.
        case methodNotAllowed(allow: String)
        case notFound
    }

    private struct Entry {
        var method: HTTPMethod
        var pattern: [Segment]
        var route: Route
    }

    private enum Segment {
        case literal(String)
        case parameter
    }

    private var entries: [Entry] = []

    package init() {}

    /// Adds a route behind those that are there.
    package mutating func add(_ method: HTTPMethod, _ pattern: String, _ route: Route) {
        let segments = HTTPPath(pattern).segments.map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}") ? .parameter : Segment.literal(segment)
        }
        entries.append(Entry(method: method, pattern: segments, route: route))
    }

    /// The route of a request.
    package func match(_ method: HTTPMethod, _ path: HTTPPath) -> Match {
        var allowed: [HTTPMethod] = []
        for entry in entries where fits(path, entry.pattern) {
            if entry.method == method {
                return .route(entry.route, parameters: parameters(of: path, entry.pattern))
            }
            if !allowed.contains(entry.method) { allowed.append(entry.method) }
        }
        guard !allowed.isEmpty else { return .notFound }
        return .methodNotAllowed(allow: allowed.map(\.rawValue).joined(separator: ", "))
    }

    private func fits(_ path: HTTPPath, _ pattern: [Segment]) -> Bool {
        let segments = path.segments
        guard segments.count == pattern.count else { return false }
        for position in segments.indices.reversed() {
            switch pattern[position] {
            case .literal(let text): if segments[position] != text { return false }
            case .parameter: if segments[position].isEmpty { return false }
            }
        }
        return true
    }

    private func parameters(of path: HTTPPath, _ pattern: [Segment]) -> [String] {
        var parameters: [String] = []
        for (segment, part) in zip(path.segments, pattern) {
            if case .parameter = part { parameters.append(segment) }
        }
        return parameters
    }
}
