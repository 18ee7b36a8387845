import InMemoryInfrastructure
import Infrastructure
import Measurement
import SimulationKernel

/// Makes the instruments of a run: everything measured ends up in one registry.
struct RunMeters: InfrastructureMeters {
    let books: Books

    /// What the instruments share; they live on the simulation's thread.
    final class Books: @unchecked Sendable {
        let registry: MetricRegistry
        let simulation: Simulation
        let tracer: TaskTracer
        var ledger: TaskLedger?
        var sink: (any SampleSink)?
        var faults: FaultDriver?

        init(registry: MetricRegistry, simulation: Simulation, tracer: TaskTracer) {
            self.registry = registry
            self.simulation = simulation
            self.tracer = tracer
        }
    }

    init(registry: MetricRegistry, simulation: Simulation, tracer: TaskTracer) {
        books = Books(registry: registry, simulation: simulation, tracer: tracer)
    }

    /// The ledger knows when the task of a sample was meant to arrive; `sink` sees every sample.
    func use(_ ledger: TaskLedger, sink: (any SampleSink)?) {
        books.ledger = ledger
        books.sink = sink
    }

    /// Faults hear of what happens to messages from now on.
    func tell(_ faults: FaultDriver) {
        books.faults = faults
    }

    /// A resource without limit has no share that could be busy: a series without samples.
    func resource(_ name: String, capacity: Int?) -> (any ResourceObserver)? {
        let gauge = gauge(name, capacity ?? 1)
        return MachineTimes(
            share: capacity == nil ? nil : BusyShare(gauge, simulation: books.simulation),
            place: books.tracer.place(.machine, name),
            tracer: books.tracer
        )
    }

    func queue(_ name: QueueName) -> (any QueueObserver)? {
        QueueLevels(
            depth: books.registry.gauge("queue_depth", tags: [("queue", name)]),
            unacked: books.registry.gauge("queue_unacked", tags: [("queue", name)]),
            wait: samples("queue_wait", "queue", name, .queue),
            faults: books.faults
        )
    }

    func service(_ name: ServiceName) -> (any ServiceObserver)? {
        ServiceTimes(samples("service_time", "service", name, .service))
    }

    func utilization(of resource: String, capacity: Int?) -> any BusyGauge {
        BusyShare(capacity.map { gauge(resource, $0) }, simulation: books.simulation)
    }

    private func gauge(_ resource: String, _ capacity: Int) -> GaugeSeries {
        books.registry.gauge(
            "utilization",
            tags: [("resource", resource)],
            scale: Int64(capacity)
        )
    }

    private func samples(
        _ metric: String,
        _ tag: String,
        _ value: String,
        _ kind: TaskTimeline.Step.Kind
    ) -> TaskSamples {
        TaskSamples(
            series: books.registry.trend(metric, tags: [(tag, value)]),
            place: books.tracer.place(kind, value),
            tracer: books.tracer,
            simulation: books.simulation,
            ledger: books.ledger,
            sink: books.sink
        )
    }
}

/// Samples that belong to a task, and count if it was meant to arrive in the measured part.
struct TaskSamples {
    let series: TrendSeries
    let place: TaskTracer.Place
    let tracer: TaskTracer
    let simulation: Simulation
    let ledger: TaskLedger?
    let sink: (any SampleSink)?

    func record(_ value: Int64, context: Int32) {
        let now = simulation.now
        let start = ledger?.intendedStart(of: context) ?? now
        series.record(value, intendedStart: start, at: now)
        tracer.step(at: place, lasting: value, context: context)
        if let sink {
            sink.sample(series.key, value, entity: ledger?.entity(of: context) ?? 0, at: now)
        }
    }
}

/// The share of a machine that is busy, if it has limits, and the time that tasks spend there.
private final class MachineTimes: ResourceObserver, @unchecked Sendable {
    private let share: BusyShare?
    private let place: TaskTracer.Place
    private let tracer: TaskTracer

    init(share: BusyShare?, place: TaskTracer.Place, tracer: TaskTracer) {
        self.share = share
        self.place = place
        self.tracer = tracer
    }

    func resourceChanged(busy: Int, waiting: Int) {
        share?.set(busy)
    }

    func resourceServed(waited: Int64, service: Int64, context: Int32) {
        tracer.step(at: place, lasting: waited + service, context: context)
    }
}

/// The share of a resource that is busy.
private final class BusyShare: BusyGauge, @unchecked Sendable {
    private let gauge: GaugeSeries?
    private let simulation: Simulation
    private var level: Int64 = 0

    init(_ gauge: GaugeSeries?, simulation: Simulation) {
        self.gauge = gauge
        self.simulation = simulation
        gauge?.set(0, at: simulation.now)
    }

    func set(_ busy: Int) {
        guard level != Int64(busy) else { return }
        level = Int64(busy)
        gauge?.set(level, at: simulation.now)
    }

    func add(_ change: Int) {
        level += Int64(change)
        gauge?.set(level, at: simulation.now)
    }
}

/// The levels of a queue, and the waits in it.
private final class QueueLevels: QueueObserver, @unchecked Sendable {
    private let depth: GaugeSeries
    private let unacked: GaugeSeries
    private let wait: TaskSamples
    private let faults: FaultDriver?
    private var ready = -1
    private var unsettled = -1

    init(depth: GaugeSeries, unacked: GaugeSeries, wait: TaskSamples, faults: FaultDriver?) {
        self.depth = depth
        self.unacked = unacked
        self.wait = wait
        self.faults = faults
    }

    func queueChanged(ready: Int, unsettled: Int) {
        let now = wait.simulation.now
        if ready != self.ready {
            self.ready = ready
            depth.set(Int64(ready), at: now)
        }
        if unsettled != self.unsettled {
            self.unsettled = unsettled
            unacked.set(Int64(unsettled), at: now)
        }
    }

    func messageHandedOver(waited: Int64, context: Int32) {
        wait.record(waited, context: context)
        faults?.note(.messageDelivered)
    }
}

/// How long a service works on its requests.
private final class ServiceTimes: ServiceObserver, @unchecked Sendable {
    private let times: TaskSamples

    init(_ times: TaskSamples) {
        self.times = times
    }

    func requestServed(in time: Int64, context: Int32) {
        times.record(time, context: context)
    }
}
