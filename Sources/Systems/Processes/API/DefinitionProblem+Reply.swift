import Infrastructure
import JSON

extension DefinitionProblem {
    /// As verdicts have it: `{"path": …, "message": …, "hint": …}`.
    var json: JSONValue {
        [
            "path": .string(path.description), "message": .string(message),
            "hint": hint.map { .string($0) } ?? .null,
        ]
    }
}

extension RequestProblem {
    /// A mistake of a definition, a process or a link that a body has, with its place there.
    init(_ problem: DefinitionProblem, in body: JSONValue) {
        let input = problem.path.value(in: body)
        self.init(problem, under: "body", input: input?.isScalar == true ? input ?? .null : .null)
    }

    /// A mistake of a draft, which the request does not have.
    init(_ problem: DefinitionProblem) {
        self.init(problem, under: "draft", input: .null)
    }

    private init(_ problem: DefinitionProblem, under root: String, input: JSONValue) {
        let steps = problem.path.steps.map { step -> JSONValue in
            switch step {
            case .key(let key): .string(key)
            case .index(let index): .integer(Int64(index))
            }
        }
        self.init(
            type: "definition_error",
            location: [.string(root)] + steps,
            message: problem.message,
            input: input,
            context: problem.hint.map { ["hint": .string($0)] }
        )
    }

    /// A body that calls something otherwise than its path does.
    static func otherID(_ input: JSONValue, _ expected: String) -> RequestProblem {
        .value(
            "the path calls it \(Quotation.quoted(expected)); leave the id out",
            ["body", "id"],
            input
        )
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}

// MARK: - Refusals

extension APIFailure {
    init(_ error: RegistryError) {
        switch error {
        case .unknownDefinition(let id):
            self = .unknown(
                "there is no definition \(Quotation.quoted(id))",
                hint: "GET /definitions lists those that there are"
            )
        case .definitionExists(let id):
            self = .conflict(
                "definition-exists",
                "there is a definition \(Quotation.quoted(id))",
                hint: "PUT /definitions/\(id) replaces its draft"
            )
        case .invalid(_, let problems): self = .problems(problems.map { RequestProblem($0) })
        case .store(let error): self = .unavailable(error.text)
        }
    }

    init(_ refusal: DraftRefusal) {
        switch refusal {
        case .unknownProcess(let id, let known):
            self = .unknown(
                "the draft has no process \(Quotation.quoted(id))",
                hint: Suggestion.hint(for: id, among: known) ?? ""
            )
        case .processExists(let id):
            self = .conflict(
                "process-exists",
                "the draft has a process \(Quotation.quoted(id))",
                hint: "PUT or PATCH changes it"
            )
        case .otherID(let id, let expected): self = .problems([.otherID(.string(id), expected)])
        case .unknownLink:
            self = .unknown(
                "the draft has no such link",
                hint: "GET the links to see their from, outcome and to"
            )
        case .linkExists:
            self = .conflict(
                "link-exists",
                "the draft has this link",
                hint: "there is nothing to do"
            )
        case .tooMany(let what, let most):
            self = .conflict(
                "too-many",
                "a definition has at most \(most) \(what)",
                hint: "move a part of it to a definition of its own"
            )
        case .unreadable(let body, let problems):
            self = .problems(problems.map { RequestProblem($0, in: body) })
        case .looseEnd(let field, let name, let known):
            let hint = Suggestion.hint(for: name, among: known).map { "; \($0)" } ?? ""
            let text = "the draft has no \(Quotation.quoted(name)) here\(hint)"
            self = .problems([.value(text, ["body", .string(field)], .string(name))])
        }
    }
}
