package import Infrastructure
import Synchronization

/// What is measured of questions and answers.
package final class PeopleMeters: Sendable {
    private let telemetry: any Telemetry
    private let roles: [String]
    private let open: [any LevelGauge]
    private let times: [any DurationTrend]
    /// Nil for a role without people.
    private let busy: [(any BusyGauge)?]
    private let decisions = Mutex<[(role: String, outcome: String, any EventCounter)]>([])

    package init(_ telemetry: any Telemetry, _ people: [PeopleSettings]) {
        self.telemetry = telemetry
        roles = people.map(\.role)
        open = roles.map { telemetry.gauge("processes_open_tasks", tags: [("role", $0)]) }
        times = roles.map { telemetry.trend("processes_answer_time", tags: [("role", $0)]) }
        busy = people.map { people in
            guard people.count != 0 else { return nil }
            return telemetry.utilization(of: "people.\(people.role)", capacity: people.count)
        }
    }

    /// Somebody of a role decided, a simulated person or a client of the API.
    package func decided(_ role: String, _ outcome: String) {
        guard roles.contains(role) else { return }
        decisions.withLock { known in
            if let counter = known.first(where: { $0.role == role && $0.outcome == outcome })?.2 {
                return counter.add()
            }
            let counter = telemetry.counter(
                "processes_decisions",
                tags: [("role", role), ("outcome", outcome)]
            )
            known.append((role, outcome, counter))
            counter.add()
        }
    }

    func answered(_ role: Int, after nanoseconds: Int64) {
        times[role].record(.nanoseconds(nanoseconds))
    }

    func open(_ role: Int, _ count: Int) { open[role].set(count) }

    func busy(_ role: Int, _ change: Int) { busy[role]?.add(change) }
}
