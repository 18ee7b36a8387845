/// The places `${name}` in a text.
package enum Placeholders {
    /// A part of a text: as it is, or the name of what is inserted.
    package enum Part: Sendable, Equatable {
        case literal(String)
        /// `offset` is that of the `$`, in bytes.
        case place(String, offset: Int)
    }

    /// A `${` without its `}`, at this many bytes.
    package struct Unclosed: Error {
        package let offset: Int
    }

    /// Takes a text apart; without any place it is one literal.
    package static func parts(of text: String) throws(Unclosed) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            let offset = text.utf8.distance(from: text.startIndex, to: start.lowerBound)
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw Unclosed(offset: offset)
            }
            if start.lowerBound > rest.startIndex {
                parts.append(.literal(String(rest[..<start.lowerBound])))
            }
            parts.append(.place(String(rest[start.upperBound..<end]), offset: offset))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty || parts.isEmpty { parts.append(.literal(String(rest))) }
        return parts
    }

    /// The name in a text that is one place and nothing else.
    package static func only(in text: String) -> String? {
        guard text.hasPrefix("${"), let parts = try? parts(of: text), parts.count == 1,
            case .place(let name, _) = parts[0]
        else { return nil }
        return name
    }
}
