import JSON

/// What replies say of commands that were refused.
extension APIFailure {
    init(_ error: CommandError) {
        switch error {
        case .unknownDefinition(let id):
            self = .unknown(
                "there is no published definition \(Quotation.quoted(id))",
                hint: "POST /definitions/\(id)/publish makes a version of its draft"
            )
        case .unknownInstance(let id):
            self = .unknown(
                "there is no instance \(Quotation.quoted(id))",
                hint: "GET /instances lists those that there are; ended ones are forgotten after a "
                    + "while"
            )
        case .unknownTask(let instance):
            self = .unknown(
                "the instance \(Quotation.quoted(instance)) has no such step",
                hint: "GET /tasks?instance=\(instance) lists its tasks"
            )
        case .unavailable(let text): self = .unavailable(text)
        case .cancelled: self = .unavailable("the engine was stopped")
        case .alreadyDecided, .noLongerAsked, .notAQuestion, .notAnOutcome:
            self = Self.ofTask(error)
        case .instanceOver, .instancePaused, .notPaused, .notAnIncident, .idTaken:
            self = Self.ofInstance(error)
        }
    }

    private static func ofTask(_ error: CommandError) -> APIFailure {
        switch error {
        case .alreadyDecided(let author, let outcome):
            .conflict(
                "already-decided",
                "\(author) was faster and decided \(Quotation.quoted(outcome))",
                hint: "the first answer holds; nothing was changed",
                ["author": .string(author), "outcome": .string(outcome)]
            )
        case .noLongerAsked(let status):
            .conflict(
                "no-longer-asked",
                "the question is over: \(status)",
                hint: "nothing was changed",
                ["status": .string(status)]
            )
        case .notAQuestion:
            .conflict(
                "not-a-question",
                "the step asks nobody",
                hint: "GET /tasks lists the steps that do"
            )
        case .notAnOutcome(let outcome, let known):
            .problems([
                .noChoice(known, .string(outcome), ["body", "outcome"])
            ])
        default: .init(error)
        }
    }

    private static func ofInstance(_ error: CommandError) -> APIFailure {
        switch error {
        case .instanceOver(let status):
            .conflict(
                "instance-over",
                "the instance is over: \(status.rawValue)",
                hint: "nothing was changed",
                ["status": .string(status.rawValue)]
            )
        case .instancePaused:
            .conflict(
                "instance-paused",
                "the instance is paused",
                hint: "POST /instances/ID/resume lets it go on"
            )
        case .notPaused:
            .conflict("not-paused", "the instance is not paused", hint: "there is nothing to do")
        case .notAnIncident:
            .conflict(
                "not-an-incident",
                "the step is no incident",
                hint: "GET /incidents lists those that there are"
            )
        case .idTaken(let id):
            .conflict(
                "id-taken",
                "the instance \(Quotation.quoted(id)) is of another definition",
                hint: "send another id, or none"
            )
        default: .init(error)
        }
    }
}
