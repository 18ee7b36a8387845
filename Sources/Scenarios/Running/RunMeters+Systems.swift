import InMemoryInfrastructure
import Infrastructure
import Measurement
import SimulationKernel

/// The instruments of the systems' own metrics.
///
/// What a crashed process still tells is not heard.
extension RunMeters {
    func counter(_ metric: String, tags: [(name: String, value: String)]) -> any EventCounter {
        check(metric)
        let series = books.registry.counter(metric, tags: tags.map { ($0.name, $0.value) })
        return SystemCounter(series, simulation: books.simulation)
    }

    func trend(_ metric: String, tags: [(name: String, value: String)]) -> any DurationTrend {
        check(metric)
        let series = books.registry.trend(metric, tags: tags.map { ($0.name, $0.value) })
        return SystemTrend(series, simulation: books.simulation, ledger: books.ledger)
    }

    func gauge(_ metric: String, tags: [(name: String, value: String)]) -> any LevelGauge {
        check(metric)
        let series = books.registry.gauge(metric, tags: tags.map { ($0.name, $0.value) })
        return SystemGauge(series, simulation: books.simulation)
    }

    /// What is not declared could be neither listed nor judged.
    private func check(_ metric: String) {
        precondition(
            SystemCatalogue.metrics.contains { $0.name == metric },
            "A system declares \(metric) in its description."
        )
    }
}

private final class SystemCounter: EventCounter, @unchecked Sendable {
    private let series: CounterSeries
    private let simulation: Simulation

    init(_ series: CounterSeries, simulation: Simulation) {
        self.series = series
        self.simulation = simulation
    }

    func add(_ count: Int) {
        if simulation.isCancelled { return }
        series.add(Int64(count), at: simulation.now)
    }
}

/// Counts what belongs to a task that was meant to arrive in the measured part.
private final class SystemTrend: DurationTrend, @unchecked Sendable {
    private let series: TrendSeries
    private let simulation: Simulation
    private let ledger: TaskLedger?

    init(_ series: TrendSeries, simulation: Simulation, ledger: TaskLedger?) {
        self.series = series
        self.simulation = simulation
        self.ledger = ledger
    }

    func record(_ duration: Duration) {
        if simulation.isCancelled { return }
        let now = simulation.now
        let start = ledger?.intendedStart(of: simulation.context) ?? now
        series.record(duration.wholeNanoseconds, intendedStart: start, at: now)
    }
}

private final class SystemGauge: LevelGauge, @unchecked Sendable {
    private let series: GaugeSeries
    private let simulation: Simulation
    private var level = 0

    init(_ series: GaugeSeries, simulation: Simulation) {
        self.series = series
        self.simulation = simulation
        series.set(0, at: simulation.now)
    }

    func set(_ level: Int) {
        guard level != self.level, !simulation.isCancelled else { return }
        self.level = level
        series.set(Int64(level), at: simulation.now)
    }
}
