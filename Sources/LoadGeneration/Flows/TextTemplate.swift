/// A text with places to fill in, taken apart once.
struct TextTemplate: Sendable {
    /// What is filled in at a place.
    enum Part: Sendable, Equatable {
        case literal(String)
        case value(slot: Int)
        case generated(GeneratedValue)
    }

    private let parts: [Part]

    /// Takes a text apart; `slot` gives the place of a variable, nil for an unknown one.
    init(_ text: String, slot: (String) -> Int?) throws(FlowError) {
        let found: [Placeholders.Part]
        do { found = try Placeholders.parts(of: text) } catch { throw .unclosedPlaceholder(text) }
        var parts: [Part] = []
        for part in found {
            switch part {
            case .literal(let text): parts.append(.literal(text))
            case .place(let name, _):
                if let slot = slot(name) {
                    parts.append(.value(slot: slot))
                } else if let generated = GeneratedValue(name) {
                    parts.append(.generated(generated))
                } else {
                    throw .unknownVariable(name)
                }
            }
        }
        self.parts = parts
    }

    /// The text itself, when there is nothing to fill in.
    var constant: String? {
        guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
        return text
    }

    /// The place of the value that is all of the text.
    var onlySlot: Int? {
        guard parts.count == 1, case .value(let slot) = parts[0] else { return nil }
        return slot
    }

    /// The text with everything filled in.
    func text(values: ArraySlice<SlotValue>, _ generate: (GeneratedValue) -> String) -> String {
        if parts.count == 1 { return text(of: parts[0], values, generate) }
        var text = ""
        for part in parts { text += self.text(of: part, values, generate) }
        return text
    }

    private func text(
        of part: Part,
        _ values: ArraySlice<SlotValue>,
        _ generate: (GeneratedValue) -> String
    ) -> String {
        switch part {
        case .literal(let text): text
        case .value(let slot): values[values.startIndex + slot].text
        case .generated(let generated): generate(generated)
        }
    }
}
