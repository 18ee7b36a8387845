import Infrastructure
import JSON

/// The flows that the loads of a file can name.
struct FlowCatalogue {
    struct Flow {
        /// With the system in front, as in `provisioning.submit`, unless it is one of the file.
        let name: String
        let shortName: String
        let description: FlowDescription
    }

    private let flows: [Flow]
    private let idleSystems: [String]
    private let places: [String: [Int]]

    /// Whether the systems of the file could be read, so that no error hides a flow.
    let isComplete: Bool

    /// The flows of systems that run, and the file's `own`; `idleSystems` are those left out.
    init(
        _ systems: [(name: String, flows: [FlowDescription])],
        own: [FlowDescription],
        idleSystems: [String],
        isComplete: Bool
    ) {
        var flows: [Flow] = []
        var places: [String: [Int]] = [:]
        for system in systems {
            let prefix = system.name + "."
            for flow in system.flows {
                let hasPrefix = flow.name.utf8.starts(with: prefix.utf8)
                let short = hasPrefix ? String(flow.name.dropFirst(prefix.count)) : flow.name
                let place = flows.count
                flows.append(Flow(name: prefix + short, shortName: short, description: flow))
                places[short, default: []].append(place)
                places[prefix + short, default: []].append(place)
            }
        }
        for flow in own {
            places[flow.name, default: []].append(flows.count)
            flows.append(Flow(name: flow.name, shortName: flow.name, description: flow))
        }
        self.flows = flows
        self.places = places
        self.idleSystems = idleSystems
        self.isComplete = isComplete
    }

    /// The flow of a whole name, or of a short one that is unique.
    func flow(_ name: String) throws(ValueProblem) -> Flow {
        let found = places[name] ?? []
        if found.count == 1 { return flows[found[0]] }
        if found.count > 1 {
            throw ValueProblem(
                "several systems have a flow \(Quotation.quoted(name))",
                hint: "write one of \(Quotation.list(found.map { flows[$0].name }))"
            )
        }
        for system in idleSystems where name.utf8.starts(with: (system + ".").utf8) {
            throw ValueProblem(
                "the flow \(Quotation.quoted(name)) belongs to a system that does not run",
                hint: "add \(Quotation.quoted(system)) to \"systems\""
            )
        }
        let isWhole = name.utf8.contains(UInt8(ascii: "."))
        let names = flows.map { isWhole ? $0.name : $0.shortName }
        throw ValueProblem(
            "unknown flow \(Quotation.quoted(name))",
            hint: Suggestion.hint(for: name, among: names)
        )
    }
}
