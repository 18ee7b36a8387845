package import Measurement

/// What a run measures, as `list-metrics` prints it.
package enum MetricsList {
    /// A line for each metric and its summary below it, in the order given.
    package static func render(_ definitions: [MetricDefinition]) -> String {
        let names = definitions.map(name)
        let width = names.map(TextLayout.width).reduce(0, max)
        let blocks = zip(names, definitions).map { name, definition in
            let line = TextLayout.padded(name, to: width) + "  \(facts(definition))"
            let summary = TextLayout.paragraph(definition.summary, indent: 4)
            return ([line] + summary).joined(separator: "\n")
        }
        return blocks.joined(separator: "\n") + "\n"
    }

    private static func name(_ definition: MetricDefinition) -> String {
        guard !definition.tags.isEmpty else { return definition.name }
        return definition.name + "{" + definition.tags.joined(separator: ",") + "}"
    }

    private static func facts(_ definition: MetricDefinition) -> String {
        let aggregates = definition.kind.aggregates.joined(separator: " ")
        return "\(definition.kind) in \(definition.unit): \(aggregates)"
    }
}
