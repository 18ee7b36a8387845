import Infrastructure
import JSON
import LoadGeneration

/// Reads the flows of a file.
///
/// One reader reads one flow: it remembers what steps have captured so far, and which variables
/// they insert.
final class FlowReader {
    /// What a file says that flows can use.
    struct Surroundings {
        /// The services that requests can go to, the fronts of systems first.
        let services: [String]
        /// How many of them are fronts.
        let fronts: Int
        /// True when there are systems, and none of them takes requests.
        let takeOnlyMessages: Bool
        /// What systems say of their services: ports, and paths for tasks.
        let declared: [SystemService]
        /// The queues that there are, where the systems tell all of them.
        let queues: [String]
        /// The variables of the scenario.
        let variables: [(name: String, value: JSONValue)]
    }

    let sections: SectionReader
    let surroundings: Surroundings
    /// The variables that loads give to the flow.
    private let given: [String]
    private var captured: [String] = []
    private var inserted: [FlowVariable] = []

    var report: DiagnosticReport { sections.report }

    init(_ sections: SectionReader, _ surroundings: Surroundings, given: [String]) {
        self.sections = sections
        self.surroundings = surroundings
        self.given = given
    }

    /// The flow, as far as it could be read.
    func read(_ node: JSONNode, name: String, at path: String) -> FlowDescription {
        let steps = steps(node, at: path)
        return FlowDescription(name, "A flow of the file.", variables: inserted, steps: steps)
    }

    func capture(_ name: String) {
        captured.append(name)
    }

    /// Looks at every place `${name}` in the texts of a value.
    func checkPlaces(in node: JSONNode?, at path: String) {
        guard let node else { return }
        switch node.value {
        case .string(let text): checkPlaces(in: text, at: node.position, path: path)
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                checkPlaces(in: element, at: path.extended(by: index))
            }
        case .object(let members):
            for member in members {
                checkPlaces(in: member.value, at: path.extended(by: member.key))
            }
        default: break
        }
    }

    private func checkPlaces(in text: String, at position: JSONPosition, path: String) {
        do throws(Placeholders.Unclosed) {
            for case .place(let name, let offset) in try Placeholders.parts(of: text) {
                insert(name, at: report.position(ofByte: offset, inStringAt: position), path: path)
            }
        } catch {
            report.error(
                "\"${\" without \"}\"",
                at: report.position(ofByte: error.offset, inStringAt: position),
                path: path
            )
        }
    }

    /// Notes a variable that the flow inserts; an error for one that there is not.
    private func insert(_ name: String, at position: JSONPosition, path: String) {
        guard !captured.contains(name), GeneratedValue(name) == nil,
            !inserted.contains(where: { $0.name == name })
        else { return }
        let value = surroundings.variables.first { $0.name == name }?.value
        guard value != nil || given.contains(name) else {
            let known = captured + given + surroundings.variables.map(\.name)
            report.unknown(
                "variable",
                name,
                among: known + GeneratedValue.names,
                at: position,
                path: path,
                else: "variables are declared in \"vars\", of the scenario or of the load"
            )
            return
        }
        inserted.append(FlowVariable(name, nil, default: value, "A variable of the flow."))
    }
}
