import Infrastructure
import JSON

/// Reads the loads of a file.
struct LoadReader {
    /// A load with what only reading it tells.
    struct ReadLoad {
        let load: Load
        /// The variables in canonical form, with those of the flow.
        let canonicalVariables: JSONValue
        /// Where its times are written, else the load itself.
        let startTimePosition: JSONPosition
        let durationPosition: JSONPosition
        /// The key that says how long it lasts.
        let durationKey: String
    }

    let sections: SectionReader
    let flows: FlowCatalogue

    var report: DiagnosticReport { sections.report }

    /// The loads that could be read, in the order of the file.
    func read(_ node: JSONNode) -> [ReadLoad] {
        guard case .object(let members) = node.value else { return [] }
        if members.isEmpty {
            report.error("there is no load", at: node.position, path: "load")
        }
        return members.compactMap { member in
            let path = "load".extended(by: member.key)
            checkName(member.key, .load, at: member.keyPosition, path: path)
            return read(member.value, name: member.key, at: path)
        }
    }

    private func read(_ node: JSONNode, name: String, at path: String) -> ReadLoad? {
        let values = sections.read(withoutForeignKeys(node, at: path), LoadTable.keys, at: path)
        let flow = flow(of: values, at: path)
        let variables = variables(of: values, flow: flow, in: node, at: path)
        let tags = tags(of: values, at: path)
        guard let executor = executor(of: values, in: node, at: path), let flow else { return nil }
        checkTime(executor, flow.description, of: values, at: path)
        let load = Load(
            name: name,
            executor: executor,
            arrivals: values.text("arrivals").flatMap(Load.Arrivals.init) ?? .uniform,
            startTime: values.duration("startTime") ?? 0,
            duration: values.duration("duration") ?? executor.ownDuration,
            flow: flow.name,
            variables: variables.written,
            tags: tags,
            maxVUs: values.count("maxVUs"),
            position: node.position
        )
        let durationKey = ["duration", "stages", "times"].first { values.position($0) != nil }
        return ReadLoad(
            load: load,
            canonicalVariables: variables.canonical,
            startTimePosition: values.position("startTime") ?? node.position,
            durationPosition: durationKey.flatMap { values.position($0) } ?? node.position,
            durationKey: durationKey ?? "duration"
        )
    }

    /// The load without the keys of other executors, which are errors where its own is known.
    private func withoutForeignKeys(_ node: JSONNode, at path: String) -> JSONNode {
        guard case .object(let members) = node.value,
            case .string(let name) = node["executor"]?.value,
            LoadTable.executors.contains(where: { $0.name == name })
        else { return node }
        let kept = members.filter { member in
            let owners = LoadTable.executors(with: member.key)
            if owners.isEmpty { return true }
            if owners.contains(name) { return true }
            report.error(
                "\(Quotation.quoted(member.key)) does not go with the executor \(name)",
                at: member.keyPosition,
                path: path.extended(by: member.key),
                hint: "it belongs to \(owners.joined(separator: ", "))"
            )
            return false
        }
        return JSONNode(position: node.position, value: .object(kept))
    }

    private func flow(of values: ConfigurationValues, at path: String) -> FlowCatalogue.Flow? {
        guard let name = values.text("flow"), let position = values.position("flow") else {
            return nil
        }
        do throws(ValueProblem) {
            return try flows.flow(name)
        } catch {
            guard flows.isComplete else { return nil }
            report.error(
                error.message,
                at: position,
                path: path.extended(by: "flow"),
                hint: error.hint
            )
            return nil
        }
    }

    private func checkName(
        _ name: String,
        _ pattern: NamePattern,
        at position: JSONPosition,
        path: String
    ) {
        do throws(ValueProblem) {
            _ = try ValueReader.name(JSONNode(position: position, value: .string(name)), pattern)
        } catch {
            report.error(error.message, at: position, path: path)
        }
    }
}
