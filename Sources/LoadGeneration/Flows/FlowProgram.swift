package import Infrastructure
package import JSON
package import SimulationKernel

/// A flow made ready to run: steps in a row, jumps for repetitions, places for values.
package struct FlowProgram: Sendable {
    /// One instruction.
    enum Instruction: Sendable {
        case request(RequestTemplate)
        case expect(PatternTemplate)
        case capture(slot: Int, path: BodyPath)
        case pause(Int64)
        case randomPause(Distribution)
        /// Begins to count the rounds of a repetition, which is within `level` others.
        case beginRepeat(level: Int)
        /// Goes back to `start` unless the reply is as it should be, `atMost` rounds in all.
        case endRepeat(PatternTemplate?, atMost: Int64, start: Int, level: Int)
        /// Goes on at `end` unless the reply is as it should be.
        case skip(to: Int, unless: PatternTemplate)
        case publish(MessageTemplate)
        case receive(queue: TextTemplate, within: Int64)
    }

    /// Reads a duration, constant or random, as a file has it; nil when it is none.
    package typealias DurationReader = (JSONValue) -> Distribution?

    private(set) var instructions: [Instruction] = []

    /// What fills the places of variables when a journey begins.
    var initialValues: [JSONTemplate] { scope.initialValues }

    /// How many repetitions are within each other at most.
    private(set) var depth = 0

    private var requestCount = 0
    private var scope: FlowScope

    /// Prepares a flow with the variables that a load gives it.
    package init(
        _ flow: FlowDescription,
        variables: [(name: String, value: JSONValue)],
        duration: DurationReader
    ) throws(FlowError) {
        scope = try FlowScope(flow, variables: variables)
        try append(flow.steps, level: 0, duration)
    }

    private mutating func append(
        _ steps: [FlowStep],
        level: Int,
        _ duration: DurationReader
    ) throws(FlowError) {
        for step in steps {
            switch step {
            case .request(let request): try append(request, isPoll: level > 0)
            case .expect(let pattern):
                instructions.append(.expect(try PatternTemplate(pattern, in: scope)))
            case .capture(let captures):
                for capture in captures {
                    let slot = scope.makeSlot(capture.name)
                    instructions.append(.capture(slot: slot, path: capture.path))
                }
            case .pause(let value):
                let instruction = try pause(value, duration)
                // No time at all is no event either.
                if case .pause(0) = instruction { continue }
                instructions.append(instruction)
            case .repetition(let repetition):
                try append(repetition, level: level, duration)
            case .condition(let pattern, let steps):
                try append(steps, if: pattern, level: level, duration)
            case .publish(let publication):
                instructions.append(.publish(try MessageTemplate(publication, in: scope)))
            case .receive(let queue, let within):
                let queue = try scope.template(queue)
                let time = try constant(within, duration)
                instructions.append(.receive(queue: queue, within: time))
            }
        }
    }

    private mutating func append(_ request: FlowRequest, isPoll: Bool) throws(FlowError) {
        let template = try RequestTemplate(
            request,
            number: requestCount,
            isPoll: isPoll,
            in: scope
        )
        instructions.append(.request(template))
        requestCount += 1
    }

    private mutating func append(
        _ steps: [FlowStep],
        if pattern: ReplyPattern,
        level: Int,
        _ duration: DurationReader
    ) throws(FlowError) {
        let place = instructions.count
        let template = try PatternTemplate(pattern, in: scope)
        instructions.append(.skip(to: place, unless: template))
        try append(steps, level: level, duration)
        instructions[place] = .skip(to: instructions.count, unless: template)
    }

    private mutating func append(
        _ repetition: FlowRepetition,
        level: Int,
        _ duration: DurationReader
    ) throws(FlowError) {
        let most = try count(repetition.atMost)
        depth = max(depth, level + 1)
        instructions.append(.beginRepeat(level: level))
        let start = instructions.count
        if let every = repetition.every { instructions.append(try pause(every, duration)) }
        try append(repetition.steps, level: level + 1, duration)
        var until: PatternTemplate?
        if let pattern = repetition.until { until = try PatternTemplate(pattern, in: scope) }
        instructions.append(.endRepeat(until, atMost: most, start: start, level: level))
    }
}

// MARK: - Durations and counts

extension FlowProgram {
    private func pause(
        _ value: JSONValue,
        _ duration: DurationReader
    ) throws(FlowError) -> Instruction {
        let law = try law(value, duration)
        if case .constant(let time) = law { return .pause(time) }
        return .randomPause(law)
    }

    private func constant(
        _ value: JSONValue,
        _ duration: DurationReader
    ) throws(FlowError) -> Int64 {
        if case .constant(let time) = try law(value, duration) { return time }
        throw .badValue(expected: "a duration such as \"60s\"")
    }

    private func law(
        _ value: JSONValue,
        _ duration: DurationReader
    ) throws(FlowError) -> Distribution {
        let (value, variable) = try scope.constant(value)
        if let law = duration(value) { return law }
        let expected = "a duration such as \"60s\""
        guard let variable else { throw .badValue(expected: expected) }
        throw .wrongValue(variable: variable, expected: expected)
    }

    private func count(_ value: JSONValue) throws(FlowError) -> Int64 {
        let (value, variable) = try scope.constant(value)
        if let count = value.integer, (1...1_000_000).contains(count) { return count }
        let expected = "a whole number from 1 to 1000000"
        guard let variable else { throw .badValue(expected: expected) }
        throw .wrongValue(variable: variable, expected: expected)
    }
}
