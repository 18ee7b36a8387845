import JSON
import Measurement

/// The tags that the loads of a file have, for the thresholds that name them.
enum LoadTags {
    /// The metrics that carry the tags of a load.
    private static let metrics = [
        "tasks_submitted", "tasks_completed", "tasks_failed", "tasks_dead_lettered", "tasks_lost",
        "task_duration", "http_req_duration", "http_reqs", "http_req_failed", "iterations",
        "dropped_iterations", "iteration_duration", "arrival_lag", "checks", "checks_failed",
        "polls",
    ]

    /// The tags by name, as they are written, also those of loads that could not be read.
    static func written(in root: JSONNode) -> [(tag: String, values: [String])] {
        guard case .object(let loads) = root["load"]?.value else { return [] }
        var tags: [(tag: String, values: [String])] = []
        for load in loads {
            guard case .object(let members) = load.value["tags"]?.value else { continue }
            for case (let tag, .string(let value)) in members.map({ ($0.key, $0.value.value) }) {
                if let place = tags.firstIndex(where: { $0.tag == tag }) {
                    tags[place].values.append(value)
                } else {
                    tags.append((tag, [value]))
                }
            }
        }
        return tags
    }

    /// Whether the samples of a metric have them.
    static func areCarried(by metric: String) -> Bool { metrics.contains(metric) }
}

extension MetricDefinition {
    /// The metric with the tags of loads, where it carries them.
    func tagged(asLoadsWith names: [String]) -> MetricDefinition {
        guard !names.isEmpty, LoadTags.areCarried(by: name) else { return self }
        return MetricDefinition(
            name: name,
            kind: kind,
            unit: unit,
            summary: summary,
            tags: tags + names,
            coversWholeRun: coversWholeRun
        )
    }
}
