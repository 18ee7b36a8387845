import Infrastructure
import JSON
import SimulationKernel
import Systems

/// What is wrong with the definitions and the people of a scenario.
struct ProcessesProblems {
    private(set) var found: [SectionProblem] = []
    private let values: ConfigurationValues

    static func problems(_ values: ConfigurationValues) -> [SectionProblem] {
        var problems = ProcessesProblems(values: values)
        problems.checkDefinitions()
        problems.checkPeople()
        return problems.found
    }

    private init(values: ConfigurationValues) {
        self.values = values
    }

    private mutating func note(
        _ path: String,
        _ position: JSONPosition?,
        _ message: String,
        hint: String? = nil
    ) {
        found.append(
            SectionProblem(path: path, position: position, message: message, hint: hint)
        )
    }

    private mutating func checkDefinitions() {
        guard let list = values.node("definitions") else { return }
        guard case .array(let nodes) = list.value else {
            let message = "expected an array, found \(Quotation.found(list))"
            return note("definitions", list.position, message)
        }
        let read = nodes.map { DefinitionReader.read($0.jsonValue()).definition }
        let check = DefinitionCheck(modules: ModuleCatalogue.modules, others: read)
        var known: [String] = []
        for (place, node) in nodes.enumerated() {
            let path = "definitions[\(place)]"
            guard case .object = node.value else {
                let message = "expected an object, found \(Quotation.found(node))"
                note(path, node.position, message)
                continue
            }
            for problem in check.read(node.jsonValue()).problems {
                note(
                    path + String(problem.path.description.dropFirst()),
                    node.position(at: problem.path.steps),
                    problem.message,
                    hint: problem.hint
                )
            }
            let id = read[place].id
            if !id.isEmpty, known.contains(id) {
                note(
                    path + ".id",
                    node["id"]?.position,
                    "two definitions are called \(Quotation.quoted(id))",
                    hint: "further versions are published through the API"
                )
            }
            known.append(id)
        }
    }

    private mutating func checkPeople() {
        var known: [String] = []
        let asked = ProcessesSettings.definitions(values)
            .flatMap { DefinitionReader.read($0.jsonValue()).definition.processes }
        for (place, line) in (values.sections("people") ?? []).enumerated() {
            let path = "people[\(place)]"
            guard let role = line.text("role") else { continue }
            if known.contains(role) {
                note(
                    path + ".role",
                    line.position("role"),
                    "two lines are about the role \(Quotation.quoted(role))"
                )
            }
            known.append(role)
            let shares = (line.sections("outcomes") ?? []).map {
                $0.probability("share") ?? .never
            }
            if Probability.inTurn(shares) == nil {
                note(
                    path + ".outcomes",
                    line.position("outcomes"),
                    "the outcomes are more than 100 % together"
                )
            }
            checkDecisions(line, role, asked, path)
        }
    }

    /// Refuses people who are asked and can never give an answer that fits.
    private mutating func checkDecisions(
        _ line: ConfigurationValues,
        _ role: String,
        _ asked: [ProcessNode],
        _ path: String
    ) {
        guard line.count("count") != 0 else { return }
        let decided = (line.sections("outcomes") ?? []).compactMap { $0.text("outcome") }
        for node in asked where node.kind == .scenario && HumanModule.role(of: node) == role {
            guard !node.outcomes.contains(where: { decided.contains($0) }) else { continue }
            note(
                path + (decided.isEmpty ? "" : ".outcomes"),
                line.position(decided.isEmpty ? "role" : "outcomes"),
                "\(role) decides nothing that \(Quotation.quoted(node.id)) can end with",
                hint: "its outcomes are \(Quotation.list(node.outcomes))"
            )
        }
    }
}

extension JSONNode {
    /// Where a part stands; of one that is missing, where it would have to be.
    fileprivate func position(at steps: [BodyPath.Step]) -> JSONPosition {
        var node = self
        for step in steps {
            switch (step, node.value) {
            case (.key(let key), .object(let members)):
                guard let member = members.last(where: { $0.key == key }) else {
                    return node.position
                }
                node = member.value
            case (.index(let index), .array(let elements)) where index < elements.count:
                node = elements[index]
            default: return node.position
            }
        }
        return node.position
    }
}
