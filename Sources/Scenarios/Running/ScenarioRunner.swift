import InMemoryInfrastructure
import LoadGeneration
package import Measurement
import SimulationKernel

/// Runs a scenario: setup, warm-up, measured load, drain, checks.
package struct ScenarioRunner {
    /// How many events may pass between two looks at whether to stop.
    private static let eventsPerLook = 1024

    /// What a run cost, for the figures of the machine that it ran on.
    package struct Effort: Sendable {
        package let events: Int
        package let tasks: Int64
        package let requests: Int64
    }

    private let scenario: Scenario
    private let tool: (name: String, version: String)
    private let withSeries: Bool
    private let sinks: RunSinks

    package init(
        _ scenario: Scenario,
        tool: (name: String, version: String),
        withSeries: Bool = true,
        sinks: RunSinks = RunSinks()
    ) {
        self.scenario = scenario
        self.tool = tool
        self.withSeries = withSeries
        self.sinks = sinks
    }

    /// Runs on the calling thread; `shouldStop` is asked from time to time and ends the run early.
    package func run(shouldStop: () -> Bool = { false }) -> (result: RunResult, effort: Effort) {
        let stage = SimulatedStage(scenario, withSeries: withSeries, sinks: sinks)
        for load in stage.loads { load.start() }
        let isAborted = play(stage, shouldStop)
        // Where nothing is left to happen, the clock stands still before the measured part is over.
        let end = isAborted ? stage.simulation.now : max(stage.simulation.now, scenario.loadEnd)
        let fingerprint = stage.simulation.fingerprint.value
        let effort = Effort(
            events: stage.simulation.eventCount,
            tasks: stage.tasks.counts.accepted,
            requests: stage.loads.reduce(0) { $0 + Int64($1.requestCount) }
        )
        stage.measureDrain(to: end, plannedLoadEnd: scenario.loadEnd)
        var invariants = stage.tasks.close(open: stage.world.ledger.open)
        stage.world.ledger.observer = nil
        let measured = stage.registry.finish(at: end)
        invariants.append(stage.endTasks(isAborted: isAborted))
        var result = RunResult(
            tool: tool,
            scenario: (scenario.name, Fingerprint.text(scenario.fingerprint)),
            seed: scenario.seed,
            isAborted: isAborted,
            fingerprint: fingerprint,
            virtualNanoseconds: end,
            tasks: stage.tasks.counts,
            measured: measured,
            invariants: invariants
        )
        result.slowest = stage.tracer.slowest
        return (result, effort)
    }

    /// Lets the run happen up to the end of the drain; true when it was stopped before.
    private func play(_ stage: SimulatedStage, _ shouldStop: () -> Bool) -> Bool {
        // Load is offered before its end, so the end itself belongs to the drain.
        let loadEnd = scenario.loadEnd - 1
        guard advance(stage, to: loadEnd, whileBusy: false, shouldStop) else { return true }
        let drainEnd = scenario.loadEnd.addingSaturating(scenario.drain)
        return !advance(stage, to: drainEnd, whileBusy: true, shouldStop)
    }

    /// Lets happen what is due up to `limit`, and moves the clock there; false when it was stopped.
    ///
    /// With `whileBusy` the clock stays at the event after which nothing was left to do.
    private func advance(
        _ stage: SimulatedStage,
        to limit: Int64,
        whileBusy: Bool,
        _ shouldStop: () -> Bool
    ) -> Bool {
        var look = Self.eventsPerLook
        while !(whileBusy && stage.isIdle) {
            guard stage.simulation.step(notAfter: limit) else {
                // No event is due any more; this only moves the clock.
                _ = stage.simulation.run(until: limit)
                break
            }
            look -= 1
            if look > 0 { continue }
            if shouldStop() { return false }
            look = Self.eventsPerLook
        }
        return !shouldStop()
    }
}

extension SimulatedStage {
    /// Notes how long it took from the end of load until nothing was in flight, if it came to that.
    func measureDrain(to end: Int64, plannedLoadEnd: Int64) {
        guard world.ledger.inFlight == 0 else { return }
        registry.gauge("drain_time").set(max(0, tasks.emptySince - plannedLoadEnd), at: end)
    }

    /// Cancels what still runs; a task that stays, or that nothing could ever wake, is stuck.
    func endTasks(isAborted: Bool) -> InvariantResult {
        let hopeless =
            simulation.nextEventTime == nil && !isAborted ? simulation.waitingTasks : []
        let stuck = simulation.finish()
        network.removeAll()
        let names = (hopeless + stuck).map(\.description)
        return InvariantResult(
            name: "no-stuck-tasks",
            held: names.isEmpty,
            detail: names.isEmpty ? "every task ended" : names.prefix(20).joined(separator: "; ")
        )
    }
}
