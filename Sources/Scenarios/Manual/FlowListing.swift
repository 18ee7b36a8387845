package import Infrastructure
import JSON

/// The flows that systems bring, for people: names, and steps as a file has them.
package struct FlowListing {
    /// A flow of a system in one of its profiles.
    package struct Entry: Sendable {
        /// With the system in front: `provisioning.submit`.
        package let name: String
        /// The profile, where the flow differs from that of others; nil where the system has none.
        package let profile: String?
        package let flow: FlowDescription
    }

    package let entries: [Entry]

    /// The flows of each profile of each system, in their order.
    package init(_ catalogue: [SystemCatalogueEntry]) {
        var entries: [Entry] = []
        for system in catalogue {
            let prefix = system.description.name + "."
            for (profile, values) in Self.sections(of: system) {
                for flow in system.flows(values) {
                    let name = flow.name.hasPrefix(prefix) ? flow.name : prefix + flow.name
                    entries.append(Entry(name: name, profile: profile, flow: flow))
                }
            }
        }
        self.entries = entries
    }

    /// A section for each profile that the system has, or one without any.
    private static func sections(
        of system: SystemCatalogueEntry
    ) -> [(profile: String?, values: ConfigurationValues)] {
        for key in system.description.configuration where key.name == "profile" {
            guard case .choice(let names) = key.kind else { continue }
            return names.map { name in
                var values = ConfigurationValues()
                let value = CheckedValue(value: .text(name), canonical: .string(name))
                values.add(value, at: key.name, position: .start)
                return (name, values)
            }
        }
        return [(nil, ConfigurationValues())]
    }

    /// A line for each flow, with its variables and their defaults below it.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    var lines: [String] {
        var seen: [String] = []
        var lines: [String] = []
        for entry in entries where !seen.contains(entry.name) {
            seen.append(entry.name)
            lines += [entry.name, "    \(entry.flow.summary)"]
            for variable in entry.flow.variables {
                // The default of one with parts, such as a body, depends on the profile.
                let shown: String
                switch variable.defaultValue {
                case .string(let text): shown = " (\(text))"
                case .object, .array, nil: shown = ""
                case let value?: shown = " (\(JSONWriter.compact(value)))"
                }
                lines.append("    \(variable.name)\(shown): \(variable.summary)")
            }
        }
        return lines
    }

    /// The steps of a flow, in every profile, as they stand under `flows` of a file.
    package func json(of name: String) throws(UnknownName) -> String {
        let found = entries.filter { entry in
            entry.name == name || entry.name.split(separator: ".").last.map(String.init) == name
        }
        guard !found.isEmpty else {
            let names = entries.map(\.name).reduce(into: [String]()) { names, name in
                if !names.contains(name) { names.append(name) }
            }
            throw UnknownName("flow", name, among: names)
        }
        let members = found.map { entry in
            let words = entry.name.split(separator: ".") + (entry.profile.map { [$0[...]] } ?? [])
            return (words.joined(separator: "-"), entry.flow.json)
        }
        return JSONWriter.pretty(.object(JSONObject(members)))
    }
}
