package import JSON

/// The way to a value within a JSON body: `$.results[0].code`.
package struct BodyPath: Sendable, Equatable, CustomStringConvertible {
    package enum Step: Sendable, Equatable {
        case key(String)
        case index(Int)
    }

    package let steps: [Step]

    package init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// The way to a member of the object, or an element of the list, that this one leads to.
    package func appending(_ step: Step) -> BodyPath {
        BodyPath(steps + [step])
    }

    /// The way through the members of objects.
    package init(keys: [String]) {
        steps = keys.map { .key($0) }
    }

    /// Reads `$`, followed by `.key` and `[index]`; nil for any other text.
    package init?(_ text: String) {
        var rest = text.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "$") else { return nil }
        var steps: [Step] = []
        while let mark = rest.popFirst() {
            let isIndex = mark == UInt8(ascii: "[")
            guard isIndex || mark == UInt8(ascii: ".") else { return nil }
            let part = rest.prefix { byte in
                isIndex
                    ? byte != UInt8(ascii: "]")
                    : byte != UInt8(ascii: ".") && byte != UInt8(ascii: "[")
            }
            rest = rest[part.endIndex...]
            let word = String(Substring(part))
            guard isIndex else {
                guard !word.isEmpty else { return nil }
                steps.append(.key(word))
                continue
            }
            guard rest.popFirst() != nil, let index = Int(word), index >= 0, word.first != "+"
            else { return nil }
            steps.append(.index(index))
        }
        self.steps = steps
    }

    package var description: String {
        steps.reduce(into: "$") { text, step in
            switch step {
            case .key(let key): text += "." + key
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    /// The value there, or nil when there is none.
    package func value(in body: JSONValue?) -> JSONValue? {
        var value = body
        for step in steps {
            switch step {
            case .key(let key): value = value?[key]
            case .index(let index):
                guard let elements = value?.array, index < elements.count else { return nil }
                value = elements[index]
            }
        }
        return value
    }
}
