import SimulationKernel
import Testing

private final class Recorder: EventHandler, TraceObserver, @unchecked Sendable {
    var lines: [String] = []
    func handle(code: Int32, argument: Int) { lines.append("handled \(argument)") }
    func observe(time: Int64, code: Int32, argument: Int) {
        lines.append("\(time) \(code) \(argument)")
    }
}

struct SimulationRunTests {
    private let simulation = Simulation(seed: 1)
    private let recorder = Recorder()

    @Test func `a run pauses at its limit and goes on from there`() {
        for instant in [10, 20, 30] as [Int64] {
            simulation.schedule(at: instant, recorder, code: 1, argument: Int(instant))
        }
        #expect(simulation.run(until: 20) == .limit)
        #expect(recorder.lines == ["handled 10", "handled 20"])
        #expect(simulation.run(until: 25) == .limit)
        #expect(simulation.now == 25)
        #expect(simulation.run(until: 5) == .limit)
        #expect(simulation.now == 25)
        #expect(simulation.nextEventTime == 30)
        #expect(simulation.run() == .exhausted)
        #expect(simulation.now == 30)
        #expect(simulation.eventCount == 3)
    }

    @Test func `a run pauses after the event that meets its condition`() {
        for instant in [10, 10, 20] as [Int64] {
            simulation.schedule(at: instant, recorder, code: 1)
        }
        #expect(simulation.run(orUntil: { recorder.lines.count == 1 }) == .condition)
        #expect(simulation.now == 10)
        #expect(simulation.run(orUntil: { false }) == .exhausted)
        #expect(recorder.lines.count == 3)
    }

    @Test func `urgent events go first, and delays below zero are none`() {
        simulation.schedule(after: -5, recorder, code: 1, argument: 1)
        simulation.schedule(at: 0, urgent: true, recorder, code: 1, argument: 2)
        simulation.schedule(after: .max, recorder, code: 1, argument: 3)
        #expect(simulation.run() == .exhausted)
        #expect(recorder.lines == ["handled 2", "handled 1", "handled 3"])
        #expect(simulation.now == .max)
    }

    @Test func `an observer sees every event before it happens, and changes nothing`() {
        let plain = Simulation(seed: 1)
        simulation.observer = recorder
        for simulation in [simulation, plain] {
            simulation.schedule(at: 3, recorder, code: 7, argument: 5)
        }
        _ = simulation.run()
        _ = plain.run()
        #expect(recorder.lines == ["3 7 5", "handled 5", "handled 5"])
        #expect(simulation.fingerprint == plain.fingerprint)
    }

    @Test func `tasks inherit the context of who spawns them`() {
        let journal = Journal(simulation)
        simulation.spawn("outer", context: 4) {
            simulation.spawn("inner") {
                try? await simulation.sleep(for: 1)
                journal.note("inner \(simulation.context)")
            }
            simulation.spawn("other", context: 9) { journal.note("other \(simulation.context)") }
            try? await simulation.sleep(for: 5)
            journal.note("outer \(simulation.context)")
        }
        #expect(simulation.run() == .exhausted)
        #expect(journal.lines == ["0 other 9", "1 inner 4", "5 outer 4"])
    }
}
