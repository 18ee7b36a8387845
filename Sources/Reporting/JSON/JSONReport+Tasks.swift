package import JSON
package import Measurement

extension JSONReport {
    /// The way of a task through the system; instants and lengths in seconds.
    package static func value(_ timeline: TaskTimeline) -> JSONValue {
        [
            "task": .string(timeline.task),
            "outcome": .string(timeline.outcome.rawValue),
            "intendedStart": seconds(timeline.intendedStart),
            "acceptedAt": seconds(timeline.acceptedAt),
            "endedAt": seconds(timeline.endedAt),
            "duration": seconds(timeline.duration),
            "steps": .array(timeline.steps.map(value)),
        ]
    }

    private static func value(_ step: TaskTimeline.Step) -> JSONValue {
        [
            "kind": .string(step.kind.rawValue),
            "name": .string(step.name),
            "start": seconds(step.start),
            "end": seconds(step.end),
        ]
    }
}
