import InMemoryInfrastructure
import Infrastructure
import SimulationKernel
import Synchronization

/// Remembers what a system measures of itself: counts, lists of seconds, last levels.
final class MeterNotes: InfrastructureMeters {
    private let notes = Mutex<[String: String]>([:])

    /// All instruments with what they show, in the order of their names; those at 0 are left out.
    var lines: [String] {
        notes.withLock { notes in
            notes.sorted { $0.key < $1.key }.filter { $0.value != "0" }
                .map { "\($0.key) \($0.value)" }
        }
    }

    func resource(_ name: String, capacity: Int?) -> (any ResourceObserver)? { nil }
    func queue(_ name: QueueName) -> (any QueueObserver)? { nil }
    func service(_ name: ServiceName) -> (any ServiceObserver)? { nil }

    func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        NoMeters().utilization(of: resource, capacity: capacity)
    }

    func counter(_ metric: String, tags: [(name: String, value: String)]) -> any EventCounter {
        Instrument(metric, tags, self)
    }

    func trend(_ metric: String, tags: [(name: String, value: String)]) -> any DurationTrend {
        Instrument(metric, tags, self)
    }

    func gauge(_ metric: String, tags: [(name: String, value: String)]) -> any LevelGauge {
        Instrument(metric, tags, self)
    }

    private final class Instrument: EventCounter, DurationTrend, LevelGauge {
        private let name: String
        private let meters: MeterNotes

        init(_ metric: String, _ tags: [(name: String, value: String)], _ meters: MeterNotes) {
            let text = tags.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            name = text.isEmpty ? metric : "\(metric){\(text)}"
            self.meters = meters
        }

        func add(_ count: Int) {
            change { "\((Int($0 ?? "0") ?? 0) + count)" }
        }

        func record(_ duration: Duration) {
            change { ($0.map { $0 + "," } ?? "") + "\(duration.components.seconds)s" }
        }

        func set(_ level: Int) {
            change { _ in "\(level)" }
        }

        private func change(_ value: (String?) -> String) {
            meters.notes.withLock { $0[name] = value($0[name]) }
        }
    }
}
