/// The path of a handler: `train_model.{model_id}`, taken apart once.
///
/// Words between dots; a word in braces is a parameter. An object, since every event of the path
/// has a reference to it.
package final class EventPath: Sendable, CustomStringConvertible {
    enum Segment: Sendable, Equatable {
        case word(String)
        case parameter(String)
    }

    package let description: String
    package let matching: EventMatching
    let segments: [Segment]

    /// The names of the parameters, in the order of the path.
    package let parameters: [String]

    /// The words of the path without braces, as metrics name it: `train_model.model_id`.
    package let label: String

    /// Takes a path apart; the error says what is wrong with it, and what to write.
    package init(_ text: String, matching: EventMatching) throws(EventRegistrationError) {
        guard !text.isEmpty else { throw .emptyPath }
        var segments: [Segment] = []
        for word in text.split(separator: ".", omittingEmptySubsequences: false) {
            let isFirst = segments.isEmpty
            segments.append(try Self.segment(word, isFirst: isFirst, of: text, matching))
        }
        var names: [String] = []
        for case .parameter(let name) in segments {
            guard !names.contains(name) else { throw .duplicateParameter(text, name) }
            names.append(name)
        }
        description = text
        self.matching = matching
        self.segments = segments
        parameters = names
        label = segments.map(\.text).joined(separator: ".")
    }

    private static func segment(
        _ word: Substring,
        isFirst: Bool,
        of path: String,
        _ matching: EventMatching
    ) throws(EventRegistrationError) -> Segment {
        guard !word.isEmpty else { throw .emptyWord(path) }
        let isBraced = word.hasPrefix("{") && word.hasSuffix("}") && word.utf8.count > 1
        let name = isBraced ? word.dropFirst().dropLast() : word
        guard !name.contains("{"), !name.contains("}") else {
            throw .unbalancedBraces(path, String(word))
        }
        guard !name.isEmpty else { throw .unnamedParameter(path) }
        guard matching == .header else {
            return isBraced ? .parameter(String(name)) : .word(String(name))
        }
        if isFirst {
            guard !isBraced else { throw .routeIsParameter(path, String(name)) }
            return .word(String(name))
        }
        guard name != EventHeaders.route else { throw .reservedParameter(path) }
        return .parameter(String(name))
    }

    /// What messages name in their header `route` to be for this path; the first word.
    var route: String {
        guard case .word(let route) = segments.first else { return "" }
        return route
    }

    /// The first parameter that a message does not bring along; nil when it has all of them.
    func missingParameter(in message: EventMessage) -> String? {
        guard matching == .header else { return nil }
        var place = 0
        while place < parameters.count {
            if !message.hasHeader(parameters[place]) { return parameters[place] }
            place += 1
        }
        return nil
    }

    /// True when the words of a route are those of this path, parameters standing for any word.
    func matches(_ words: [String]) -> Bool {
        guard words.count == segments.count else { return false }
        for (place, segment) in segments.enumerated() {
            switch segment {
            case .word(let word): if word != words[place] { return false }
            case .parameter: if words[place].isEmpty { return false }
            }
        }
        return true
    }

    /// Where in the path a parameter stands.
    func place(of parameter: String) -> Int? {
        segments.firstIndex { $0 == .parameter(parameter) }
    }
}

extension EventPath.Segment {
    var text: String {
        switch self {
        case .word(let text), .parameter(let text): text
        }
    }
}

/// How messages find their handlers.
package enum EventMatching: String, Sendable, CaseIterable {
    /// The first word of a path is the route; the others are names of headers, with or without
    /// braces. What the source does.
    case header
    /// The whole route is compared: words literally, parameters take what stands in their place.
    case path
}

/// The headers that the service reads and writes.
package enum EventHeaders {
    /// Whom a message is for.
    package static let route = "route"
    /// How often a message was tried before.
    package static let retries = "x-retry-count"
    /// The name under which the body is an argument, too.
    package static let body = "body"
}
