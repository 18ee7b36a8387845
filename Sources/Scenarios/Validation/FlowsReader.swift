import Infrastructure
import JSON

/// Reads the section `flows` of a file.
struct FlowsReader {
    let root: JSONNode
    let catalogue: [SystemCatalogueEntry]
    let sections: SectionReader
    let surroundings: FlowReader.Surroundings

    private var report: DiagnosticReport { sections.report }

    /// The flows that could be read, in the order of the file.
    func read(values: ConfigurationValues) -> [FlowDescription] {
        guard case .object(let members) = values.node("flows")?.value else { return [] }
        return members.compactMap { member in
            let path = "flows".extended(by: member.key)
            let isFree = checkName(of: member, at: path)
            let loads = loads(of: member.key)
            if loads.isEmpty {
                report.warning("no load uses the flow", at: member.keyPosition, path: path)
            }
            let flow = FlowReader(sections, surroundings, given: Self.variables(of: loads))
                .read(member.value, name: member.key, at: path)
            return isFree ? flow : nil
        }
    }

    /// Whether the name is not that of a flow of a system that runs, which it must not be.
    private func checkName(of member: JSONMember, at path: String) -> Bool {
        let name = Quotation.quoted(member.key)
        if !NamePattern.flow.matches(member.key) {
            report.error(
                "the name \(name) does not match \(NamePattern.flow.expression)",
                at: member.keyPosition,
                path: path
            )
        }
        for entry in catalogue where root["systems"]?[entry.description.name] != nil {
            let system = entry.description.name
            for flow in entry.flows(ConfigurationValues())
            where flow.name == member.key || flow.name == "\(system).\(member.key)" {
                report.error(
                    "the system \(system) has a flow \(name)",
                    at: member.keyPosition,
                    path: path,
                    hint: "give yours another name"
                )
                return false
            }
        }
        return true
    }

    /// The loads that name a flow, as they are written.
    private func loads(of flow: String) -> [JSONNode] {
        guard case .object(let members) = root["load"]?.value else { return [] }
        return members.map(\.value).filter { load in
            guard case .string(flow) = load["flow"]?.value else { return false }
            return true
        }
    }

    /// The names of the variables that loads give.
    private static func variables(of loads: [JSONNode]) -> [String] {
        loads.flatMap { load in
            guard case .object(let members) = load["vars"]?.value else { return [String]() }
            return members.map(\.key)
        }
    }
}

extension FlowDescription {
    /// The names under which its requests are measured.
    var requestNames: [String] { steps.flatMap(\.requestNames) }
}

extension FlowStep {
    fileprivate var requestNames: [String] {
        switch self {
        case .request(let request): [request.name]
        case .repetition(let repetition): repetition.steps.flatMap(\.requestNames)
        case .condition(_, let steps): steps.flatMap(\.requestNames)
        default: []
        }
    }
}
