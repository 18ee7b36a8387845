import Infrastructure

/// Escalations that come in the wrong order, or too late.
struct TimerCheck {
    private(set) var problems: [DefinitionProblem] = []

    init(_ definition: ProcessDefinition) {
        for (place, process) in definition.processes.enumerated() {
            let path = BodyPath.process(place).key("escalations")
            // A time that could not be read is zero.
            for (number, escalation) in process.escalations.enumerated()
            where escalation.after > .zero {
                check(escalation, number, of: process, at: path.index(number).key("after"))
            }
        }
    }

    private mutating func check(
        _ escalation: ProcessEscalation,
        _ number: Int,
        of process: ProcessNode,
        at path: BodyPath
    ) {
        if let deadline = process.deadline, escalation.after >= deadline {
            problems.append(
                DefinitionProblem(
                    path,
                    "the deadline is over after \(DurationText.text(deadline.nanoseconds))",
                    hint: "escalate before it"
                )
            )
        } else if number > 0, process.escalations[number - 1].after >= escalation.after {
            problems.append(
                DefinitionProblem(
                    path,
                    "the escalation before it is no earlier",
                    hint: "write escalations in the order of their times"
                )
            )
        }
    }
}
