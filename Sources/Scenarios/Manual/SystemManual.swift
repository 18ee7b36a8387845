import Infrastructure

/// What a scenario can say of the systems, and what they bring to a run, for people.
///
/// It is made from what the reader, the schema and the run are made from, so that it cannot tell
/// anything else.
package struct SystemManual {
    private let catalogue: [SystemCatalogueEntry]

    package init(_ catalogue: [SystemCatalogueEntry]) {
        self.catalogue = catalogue
    }

    /// A line for each system.
    package var list: String {
        catalogue.map { entry in
            "\(entry.description.name)\n    \(entry.description.summary)\n"
        }.joined()
    }

    /// The whole page of a system: keys, services, flows, metrics, invariants, targets of faults.
    package func page(of name: String) throws(UnknownName) -> String {
        guard let entry = catalogue.first(where: { $0.description.name == name }) else {
            throw UnknownName("system", name, among: catalogue.map(\.description.name))
        }
        let system = entry.description
        let chapters = system.chapters.map { section($0.title, $0.lines) }
        let keys = section("Keys of \"systems.\(name)\"", keys(system.configuration, under: ""))
        let parts =
            [keys] + chapters + [
                section("Services", Self.services(system)),
                section("Flows", FlowListing([entry]).lines),
                section("Metrics of its own", system.metrics.flatMap(Self.lines)),
                section("Invariants of its own", system.invariants.flatMap(Self.lines)),
                section("Processes that faults can strike", Self.processes(entry)),
            ]
        let lines = [name, "    " + system.summary, ""] + parts.joined(separator: [""])
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [title, "  none"] : [title] + lines.map { "  " + $0 }
    }

    /// Two lines for each key, by its dotted path.
    private func keys(_ keys: [ConfigurationKey], under path: String) -> [String] {
        keys.flatMap { key -> [String] in
            let name = path + key.name
            switch key.kind {
            case .section(let inner): return self.keys(inner, under: name + ".")
            case .list(let inner):
                return ["\(name): a list", "    " + key.summary]
                    + self.keys(inner, under: name + "[].")
            default: return ["\(name): \(Self.facts(key))", "    " + key.summary]
            }
        }
    }

    private static func facts(_ key: ConfigurationKey) -> String {
        let kind = text(key.kind)
        if key.isRequired { return kind + ", required" }
        return key.defaultText.map { "\(kind); default: \($0)" } ?? kind
    }

    private static func text(_ kind: ConfigurationKey.Kind) -> String {
        switch kind {
        case .duration: "a duration"
        case .durationOrZero: "a duration, also 0s"
        case .durationOrOff: "a duration, or off"
        case .distribution: "a duration or a distribution"
        case .probability: "a probability"
        case .count(let min, let max): "\(min) to \(max)"
        case .flag: "true or false"
        case .text: "a text"
        case .choice(let names): names.joined(separator: " | ")
        case .json: "any JSON"
        case .section, .list: "a section"
        }
    }

    private static func services(_ system: SystemDescription) -> [String] {
        guard system.takesRequests else { return [] }
        guard !system.services.isEmpty else { return [system.name] }
        return system.services.map { "\($0.name): http://localhost:\($0.port)" }
    }

    private static func lines(_ metric: SystemMetric) -> [String] {
        let tags = metric.tags.map(\.name).joined(separator: ",")
        let name = tags.isEmpty ? metric.name : "\(metric.name){\(tags)}"
        return ["\(name): \(metric.kind.rawValue)", "    " + metric.summary]
    }

    private static func lines(_ rule: SystemRule) -> [String] {
        [rule.name, "    " + rule.summary]
    }

    private static func processes(_ entry: SystemCatalogueEntry) -> [String] {
        entry.processes(ConfigurationValues()).map(\.pattern)
    }
}
