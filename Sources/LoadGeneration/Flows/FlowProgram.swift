package import Infrastructure
package import JSON

/// A flow made ready to run: steps in a row, jumps for repetitions, places for values.
package struct FlowProgram: Sendable {
    /// One instruction.
    enum Instruction: Sendable {
        case request(RequestTemplate)
        case expect(ReplyPattern)
        case capture(slot: Int, path: [String])
        case pause(Int64)
        /// Begins to count rounds.
        case beginRepeat
        /// Goes back to `start` while the reply is one of the patterns, `atMost` rounds in all.
        case endRepeat([ReplyPattern], atMost: Int64, start: Int)
    }

    /// A body that is the same for all journeys, or made for each.
    enum BodyTemplate: Sendable {
        case constant(Payload)
        case filled(JSONTemplate)
    }

    private(set) var instructions: [Instruction] = []

    /// What fills the places of variables when a journey begins.
    private(set) var initialValues: [TextTemplate] = []

    /// The names of the requests, in the order of their numbers, with their services.
    private(set) var requests: [(name: String, service: ServiceName)] = []

    private var slots: [String] = []
    private var variables: [String: JSONValue] = [:]

    /// Prepares a flow with the variables that a load gives it.
    package init(
        _ flow: FlowDescription,
        variables given: [(name: String, value: JSONValue)]
    ) throws(FlowError) {
        for variable in flow.variables { variables[variable.name] = variable.defaultValue }
        for variable in given { variables[variable.name] = variable.value }
        for variable in flow.variables { try resolve(variable.name) }
        try append(flow.steps, isRepeated: false)
    }

    /// Fills in what is the same for all journeys; a text in which only generated values are left
    /// gets a slot, so that all steps of a journey see one value.
    private mutating func resolve(_ name: String) throws(FlowError) {
        guard case .string(let text) = variables[name], text.contains("${") else { return }
        let resolved = try inserted(text, onlyPlain: true)
        variables[name] = .string(resolved)
        guard resolved.contains("${") else { return }
        do throws(FlowError) {
            initialValues.append(try TextTemplate(resolved) { _ in nil })
            slots.append(name)
        } catch {
            // A place for another variable is filled where the text is used, or told there.
            guard case .unknownVariable(let other) = error, variables[other] != nil else {
                throw error
            }
        }
    }

    private mutating func append(_ steps: [FlowStep], isRepeated: Bool) throws(FlowError) {
        for step in steps {
            switch step {
            case .request(let request):
                try append(request, isRepeated: isRepeated)
            case .expect(let pattern):
                instructions.append(.expect(pattern))
            case .capture(let name, let path):
                instructions.append(.capture(slot: makeSlot(name), path: path))
            case .pause(let variable):
                instructions.append(.pause(try duration(variable)))
            case .repeatWhile(let patterns, let atMost, let steps):
                let limit = try count(atMost)
                instructions.append(.beginRepeat)
                let start = instructions.count
                try append(steps, isRepeated: true)
                instructions.append(.endRepeat(patterns, atMost: limit, start: start))
            }
        }
    }

    private mutating func append(
        _ request: FlowRequest,
        isRepeated: Bool
    ) throws(FlowError) {
        var path: [TextTemplate] = []
        for segment in HTTPPath(request.path).segments { path.append(try template(segment)) }
        instructions.append(
            .request(
                RequestTemplate(
                    name: request.name,
                    number: requests.count,
                    service: request.service,
                    method: request.method,
                    path: path,
                    body: try body(request.body),
                    submitsTask: request.submitsTask,
                    isPoll: isRepeated
                )
            )
        )
        requests.append((request.name, request.service))
    }

    private func body(_ body: FlowRequest.FlowBody) throws(FlowError) -> BodyTemplate {
        guard case .variable(let name) = body else { return .constant(.empty) }
        guard let value = variables[name] else { throw .unknownVariable(name) }
        let template = try JSONTemplate(value, variables: variables, slot: slot)
        if let constant = template.constant { return .constant(.json(constant)) }
        return .filled(template)
    }

    private mutating func makeSlot(_ name: String) -> Int {
        if let slot = slot(name) { return slot }
        slots.append(name)
        if let empty = try? TextTemplate("", slot: { _ in nil }) { initialValues.append(empty) }
        return slots.count - 1
    }

    private func slot(_ name: String) -> Int? {
        slots.firstIndex(of: name)
    }

    private func template(_ text: String) throws(FlowError) -> TextTemplate {
        try TextTemplate(try inserted(text), slot: slot)
    }

    /// A text with the variables filled in whose values do not depend on the journey; with
    /// `onlyPlain`, without those that have places themselves or are no texts.
    private func inserted(_ text: String, onlyPlain: Bool = false) throws(FlowError) -> String {
        var text = text
        for name in variables.keys.sorted() where slot(name) == nil {
            guard text.contains("${\(name)}") else { continue }
            let value: String
            switch variables[name] {
            case .string(let string) where onlyPlain && string.contains("${"): continue
            case .string(let string): value = string
            case .integer(let integer): value = String(integer)
            case _ where onlyPlain: continue
            default: throw .wrongValue(variable: name, expected: "a text or a number")
            }
            text = text.split(separator: "${\(name)}", omittingEmptySubsequences: false)
                .joined(separator: value)
        }
        return text
    }

    private func duration(_ variable: String) throws(FlowError) -> Int64 {
        guard case .integer(let nanoseconds) = variables[variable] else {
            throw .wrongValue(variable: variable, expected: "a duration in nanoseconds")
        }
        return nanoseconds
    }

    private func count(_ variable: String) throws(FlowError) -> Int64 {
        guard case .integer(let count) = variables[variable], count > 0 else {
            throw .wrongValue(variable: variable, expected: "a whole number above 0")
        }
        return count
    }
}
