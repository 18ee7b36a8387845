import InMemoryInfrastructure
import LoadGeneration
package import Measurement
package import SimulationKernel

/// Runs a scenario: setup, warm-up, measured load, drain, checks.
package struct ScenarioRunner {
    /// How many events may pass between two looks at whether to stop.
    private static let eventsPerLook = 1024

    /// What a run cost, for the figures of the machine that it ran on.
    package struct Effort: Sendable {
        package let events: Int
        package let tasks: Int64
        package let requests: Int64
        /// The faults, by their places in the list, whose events were too few for them to strike.
        package let idleFaults: [Int]
    }

    private let scenario: Scenario
    private let tool: (name: String, version: String)
    private let withSeries: Bool
    private let sinks: RunSinks
    private let clock: RunClock
    private let pacing: Pacing?

    /// `pacing` stands in for the machine's clock, in tests.
    package init(
        _ scenario: Scenario,
        tool: (name: String, version: String),
        withSeries: Bool = true,
        sinks: RunSinks = RunSinks(),
        clock: RunClock = .virtual,
        pacing: Pacing? = nil
    ) {
        self.scenario = scenario
        self.tool = tool
        self.withSeries = withSeries
        self.sinks = sinks
        self.clock = clock
        self.pacing = pacing
    }

    /// Runs on the calling thread; `shouldStop` is asked from time to time and ends the run early.
    ///
    /// Where the warm-up is to be chosen, a run before finds it out. `watch` is shown as often how
    /// far each of them has come.
    package func run(
        watch: ((RunStatus) -> Void)? = nil,
        shouldStop: @escaping () -> Bool = { false }
    ) -> (result: RunResult, effort: Effort) {
        guard scenario.choosesWarmUp else { return runOnce(watch, shouldStop) }
        let durations = DurationSlices(until: scenario.loadEnd)
        let pilot = ScenarioRunner(
            scenario.pilot,
            tool: tool,
            withSeries: false,
            sinks: RunSinks(durations: durations)
        )
        _ = pilot.runOnce(watch, shouldStop)
        let warmUp = durations.warmUp
        let runner = ScenarioRunner(
            scenario.warmedUp(for: warmUp.nanoseconds),
            tool: tool,
            withSeries: withSeries,
            sinks: sinks,
            clock: clock,
            pacing: pacing
        )
        var (result, effort) = runner.runOnce(watch, shouldStop)
        result.warmUp = warmUp
        return (result, effort)
    }

    private func runOnce(
        _ watch: ((RunStatus) -> Void)?,
        _ shouldStop: @escaping () -> Bool
    ) -> (result: RunResult, effort: Effort) {
        let stage = SimulatedStage(
            scenario,
            withSeries: withSeries,
            sinks: sinks,
            pacing: pacing ?? clock.pacing
        )
        let shouldStop = { () -> Bool in
            watch?(stage.status)
            return shouldStop()
        }
        stage.simulation.goesOn = { !shouldStop() }
        defer { stage.simulation.goesOn = { true } }
        stage.faults?.start()
        for load in stage.loads { load.start() }
        let ending = play(stage, shouldStop)
        let effort = Effort(
            events: stage.simulation.eventCount,
            tasks: stage.tasks.counts.accepted,
            requests: stage.loads.reduce(0) { $0 + Int64($1.requestCount) },
            idleFaults: stage.faults?.idle ?? []
        )
        return (conclude(stage, ending), effort)
    }

    /// Closes the books of a run.
    private func conclude(_ stage: SimulatedStage, _ ending: RunEnding) -> RunResult {
        let end = ending.at
        let fingerprint = stage.simulation.fingerprint.value
        if ending.isPlanned { stage.measureDrain(to: end, plannedLoadEnd: scenario.loadEnd) }
        var invariants = stage.tasks.close(open: stage.world.ledger.open)
        stage.world.ledger.observer = nil
        invariants += stage.judgements(at: end)
        let measured = stage.registry.finish(at: end)
        invariants.append(stage.endTasks(isEarly: !ending.isPlanned))
        let isRealTime = stage.simulation.isRealTime
        if isRealTime { invariants.append(ArrivalSchedule.check(measured.metrics)) }
        var result = RunResult(
            tool: tool,
            scenario: (scenario.name, Fingerprint.text(scenario.fingerprint)),
            seed: scenario.seed,
            clock: isRealTime ? "wall" : "virtual",
            isAborted: ending.isStopped,
            abortedBy: ending.abort,
            fingerprint: fingerprint,
            virtualNanoseconds: end,
            tasks: stage.tasks.counts,
            measured: measured,
            invariants: invariants
        )
        result.slowest = stage.tracer.slowest
        result.diagrams = stage.diagrams
        result.faults = stage.faults?.records ?? []
        return result
    }

    /// Lets the run happen up to the end of the drain, or to what ends it before.
    private func play(_ stage: SimulatedStage, _ shouldStop: () -> Bool) -> RunEnding {
        // Load is offered before its end, so the end itself belongs to the drain.
        let loadEnd = scenario.loadEnd - 1
        if let ending = advance(stage, to: loadEnd, whileBusy: false, shouldStop) {
            return ending
        }
        let drainEnd = scenario.loadEnd.addingSaturating(scenario.drain)
        if let ending = advance(stage, to: drainEnd, whileBusy: true, shouldStop) {
            return ending
        }
        // Where nothing is left to happen, the clock stands still before the measured part is over.
        return .planned(at: max(stage.simulation.now, scenario.loadEnd))
    }

    /// Lets happen what is due up to `limit`, with a look at every window of a threshold that is
    /// over by then; what ended the run, if anything did.
    private func advance(
        _ stage: SimulatedStage,
        to limit: Int64,
        whileBusy: Bool,
        _ shouldStop: () -> Bool
    ) -> RunEnding? {
        guard stage.registry.canAbort else {
            return advance(stage, within: limit, whileBusy: whileBusy, shouldStop)
        }
        while let end = stage.registry.nextWindowEnd(after: stage.lookedAt), end <= limit + 1 {
            if let ending = advance(stage, within: end - 1, whileBusy: whileBusy, shouldStop) {
                return ending
            }
            stage.lookedAt = end
            stage.registry.closeWindows(at: end)
            if let ending = stage.abort(at: end) { return ending }
        }
        return advance(stage, within: limit, whileBusy: whileBusy, shouldStop)
    }

    /// Lets happen what is due up to `limit`, and moves the clock there.
    ///
    /// With `whileBusy` the clock stays at the event after which nothing was left to do.
    private func advance(
        _ stage: SimulatedStage,
        within limit: Int64,
        whileBusy: Bool,
        _ shouldStop: () -> Bool
    ) -> RunEnding? {
        let canAbort = stage.registry.canAbort
        let simulation = stage.simulation
        // What waits for a real clock has time for a look at every event.
        let eventsPerLook = simulation.isPaced ? 1 : Self.eventsPerLook
        var look = eventsPerLook
        var ending: RunEnding?
        if !(whileBusy && stage.isIdle) {
            _ = simulation.run(until: limit) {
                if canAbort, let broken = stage.abort(at: simulation.now) {
                    ending = broken
                    return true
                }
                look -= 1
                if look <= 0 {
                    look = eventsPerLook
                    if shouldStop() {
                        ending = .stopped(at: simulation.now)
                        return true
                    }
                }
                return whileBusy && stage.isIdle
            }
        }
        if let ending { return ending }
        return shouldStop() ? .stopped(at: simulation.now) : nil
    }
}

extension SimulatedStage {
    /// The end of the run if a threshold that may end it is broken.
    func abort(at now: Int64) -> RunEnding? {
        registry.brokenThreshold.map { .broken($0, at: now) }
    }

    /// Notes how long it took from the end of load until nothing was in flight, if it came to that.
    func measureDrain(to end: Int64, plannedLoadEnd: Int64) {
        guard world.ledger.inFlight == 0 else { return }
        registry.gauge("drain_time").set(max(0, tasks.emptySince - plannedLoadEnd), at: end)
    }

    /// Cancels what still runs; a task that stays, or that nothing could ever wake, is stuck.
    func endTasks(isEarly: Bool) -> InvariantResult {
        let hopeless =
            simulation.nextEventTime == nil && !isEarly ? simulation.waitingTasks : []
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
