import Infrastructure
import JSON

/// The names that a flow can insert: variables, and places for what each journey has of its own.
struct FlowScope: Sendable {
    /// The names of the places, by their number.
    private var slots: [String] = []

    /// What fills the places when a journey begins.
    private(set) var initialValues: [JSONTemplate] = []

    private var variables: [String: JSONValue] = [:]

    /// The variables within whose values this is, so that none contains itself.
    private var entered: [String] = []

    init(
        _ flow: FlowDescription,
        variables given: [(name: String, value: JSONValue)]
    ) throws(FlowError) {
        for variable in flow.variables { variables[variable.name] = variable.defaultValue }
        for variable in given { variables[variable.name] = variable.value }
        let captured = Self.captures(in: flow.steps)
        for variable in flow.variables where !captured.contains(variable.name) {
            try resolve(variable.name)
        }
        for name in captured where variables[name] != nil { try makeSlot(ofVariable: name) }
    }

    /// The names that steps capture, in their order.
    ///
    /// A variable among them is no constant: a step of a repetition may stand before its capture.
    private static func captures(in steps: [FlowStep]) -> [String] {
        var names: [String] = []
        for step in steps {
            switch step {
            case .capture(let captures): names += captures.map(\.name)
            case .repetition(let repetition): names += Self.captures(in: repetition.steps)
            case .condition(_, let steps): names += Self.captures(in: steps)
            default: break
            }
        }
        return names
    }

    /// A place that holds the variable's value until something else is captured there.
    private mutating func makeSlot(ofVariable name: String) throws(FlowError) {
        guard slot(name) == nil, let value = variables[name] else { return }
        if case .string(let text) = value { return try appendSlot(name, try inserted(text)) }
        // Values with places of their own are filled in where they are used.
        guard !JSONWriter.compact(value).contains("${") else { return }
        initialValues.append(.value(value))
        slots.append(name)
    }

    /// Fills in what is the same for all journeys; a text in which only generated values are left
    /// gets a slot, so that all steps of a journey see one value.
    private mutating func resolve(_ name: String) throws(FlowError) {
        guard case .string(let text) = variables[name], text.contains("${") else { return }
        let resolved = try inserted(text, onlyPlain: true)
        variables[name] = .string(resolved)
        guard resolved.contains("${") else { return }
        try appendSlot(name, resolved)
    }

    /// Makes the place of a variable whose value is `text`.
    private mutating func appendSlot(_ name: String, _ text: String) throws(FlowError) {
        do throws(FlowError) {
            initialValues.append(.text(try TextTemplate(text) { _ in nil }))
            slots.append(name)
        } catch {
            // A place for another variable is filled where the text is used, or told there.
            guard case .unknownVariable(let other) = error, variables[other] != nil else {
                throw error
            }
        }
    }

    /// The place of a name, made if there is none.
    mutating func makeSlot(_ name: String) -> Int {
        if let slot = slot(name) { return slot }
        slots.append(name)
        initialValues.append(.value(""))
        return slots.count - 1
    }

    func slot(_ name: String) -> Int? { slots.firstIndex(of: name) }

    func value(of name: String) -> JSONValue? { variables[name] }

    /// The scope within the value of a variable.
    func entering(_ name: String) throws(FlowError) -> FlowScope {
        guard !entered.contains(name) else { throw .unknownVariable(name) }
        var scope = self
        scope.entered.append(name)
        return scope
    }

    func template(_ text: String) throws(FlowError) -> TextTemplate {
        try TextTemplate(try inserted(text), slot: slot)
    }

    /// A value that is the same for all journeys: itself, or that of the variable it names.
    func constant(
        _ value: JSONValue
    ) throws(FlowError) -> (value: JSONValue, variable: String?) {
        guard case .string(let text) = value, text.contains("${") else { return (value, nil) }
        guard let name = Placeholders.only(in: text) else {
            throw .badValue(expected: "\"${name}\" and nothing else")
        }
        guard let value = variables[name] else { throw .unknownVariable(name) }
        return (value, name)
    }

    /// A text with the variables filled in whose values do not depend on the journey; with
    /// `onlyPlain`, without those that have places themselves or are no texts.
    private func inserted(_ text: String, onlyPlain: Bool = false) throws(FlowError) -> String {
        guard text.contains("${") else { return text }
        var text = text
        for name in variables.keys.sorted() where slot(name) == nil {
            guard text.contains("${\(name)}") else { continue }
            let value: String
            switch variables[name] {
            case .string(let string) where onlyPlain && string.contains("${"): continue
            case .string(let string): value = string
            case .integer(let integer): value = String(integer)
            case .number(let number): value = JSONWriter.compact(.number(number))
            case .bool(let bool): value = bool ? "true" : "false"
            case _ where onlyPlain: continue
            default: throw .wrongValue(variable: name, expected: "a text or a number")
            }
            text = text.split(separator: "${\(name)}", omittingEmptySubsequences: false)
                .joined(separator: value)
        }
        return text
    }
}
