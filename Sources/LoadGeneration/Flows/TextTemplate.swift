/// A text with places to fill in, taken apart once.
struct TextTemplate: Sendable {
    /// What is filled in at a place.
    enum Part: Sendable, Equatable {
        case literal(String)
        case value(slot: Int)
        case generated(Generated)
    }

    /// Values that are made anew for every journey.
    enum Generated: String, Sendable, CaseIterable {
        /// A serial number that no other journey has.
        case serial
        /// A random UUID.
        case uuid
        /// The number of the journey in its load, from 0.
        case iteration
    }

    private let parts: [Part]

    /// Takes a text apart; `slot` gives the place of a variable, nil for an unknown one.
    init(_ text: String, slot: (String) -> Int?) throws(FlowError) {
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw .unclosedPlaceholder(text)
            }
            if start.lowerBound > rest.startIndex {
                parts.append(.literal(String(rest[..<start.lowerBound])))
            }
            let name = String(rest[start.upperBound..<end])
            if let slot = slot(name) {
                parts.append(.value(slot: slot))
            } else if let generated = Generated(rawValue: name) {
                parts.append(.generated(generated))
            } else {
                throw .unknownVariable(name)
            }
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty || parts.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    /// The text itself, when there is nothing to fill in.
    var constant: String? {
        guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
        return text
    }

    /// The text with everything filled in.
    func text(values: ArraySlice<String>, _ generate: (Generated) -> String) -> String {
        if parts.count == 1 { return text(of: parts[0], values, generate) }
        var text = ""
        for part in parts { text += self.text(of: part, values, generate) }
        return text
    }

    private func text(
        of part: Part,
        _ values: ArraySlice<String>,
        _ generate: (Generated) -> String
    ) -> String {
        switch part {
        case .literal(let text): text
        case .value(let slot): values[values.startIndex + slot]
        case .generated(let generated): generate(generated)
        }
    }
}

/// Why a flow cannot be carried out.
package enum FlowError: Error, Equatable, Sendable {
    case unclosedPlaceholder(String)
    case unknownVariable(String)
    /// The variable has to hold something else.
    case wrongValue(variable: String, expected: String)
}
