package import Infrastructure
import Synchronization

/// What the engine measures of itself.
package final class ProcessMeters: Sendable {
    /// The meters of one definition.
    private struct OfDefinition {
        let started: any EventCounter
        let ended: [(InstanceStatus, any EventCounter)]
    }

    /// The meters of one module.
    private struct OfModule {
        let steps: any EventCounter
        let time: any DurationTrend
    }

    let incidents: any EventCounter
    let escalations: any EventCounter
    let events: any EventCounter
    let rejectedEvents: any EventCounter
    private let telemetry: any Telemetry
    private let live: any LevelGauge
    private let openIncidents: any LevelGauge
    private let definitions = Mutex<[String: OfDefinition]>([:])
    private let modules = Mutex<[String: OfModule]>([:])

    package init(_ telemetry: any Telemetry) {
        self.telemetry = telemetry
        incidents = telemetry.counter("processes_incidents", tags: [])
        escalations = telemetry.counter("processes_escalations", tags: [])
        let of = { telemetry.counter("processes_events", tags: [("status", $0)]) }
        events = of("taken")
        rejectedEvents = of("rejected")
        live = telemetry.gauge("processes_live", tags: [])
        openIncidents = telemetry.gauge("processes_open_incidents", tags: [])
    }

    func started(_ definition: String) -> any EventCounter { of(definition).started }

    func instances(_ definition: String, _ status: InstanceStatus) -> any EventCounter {
        let meters = of(definition)
        return meters.ended.first { $0.0 == status }?.1 ?? meters.started
    }

    func tell(_ counts: InstanceDirectory.Counts) {
        live.set(counts.running)
        openIncidents.set(counts.withIncident)
    }

    func stepEnded(_ module: String, after time: Duration) {
        let meters = modules.withLock { known in
            if let meters = known[module] { return meters }
            let tags = [(name: "module", value: module)]
            let meters = OfModule(
                steps: telemetry.counter("processes_steps", tags: tags),
                time: telemetry.trend("processes_step_time", tags: tags)
            )
            known[module] = meters
            return meters
        }
        meters.steps.add()
        meters.time.record(time)
    }

    private func of(_ definition: String) -> OfDefinition {
        definitions.withLock { known in
            if let meters = known[definition] { return meters }
            let counter = { (status: String) in
                self.telemetry.counter(
                    "processes_instances",
                    tags: [("definition", definition), ("status", status)]
                )
            }
            let meters = OfDefinition(
                started: counter("started"),
                ended: InstanceStatus.allCases.filter(\.isOver).map { ($0, counter($0.rawValue)) }
            )
            known[definition] = meters
            return meters
        }
    }
}
