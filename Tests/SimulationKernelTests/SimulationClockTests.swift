import SimulationKernel
import Testing

struct SimulationClockTests {
    @Test(
        arguments: [
            (.seconds(1), 1_000_000_000), (.nanoseconds(-7), -7), (.zero, 0),
            (.nanoseconds(Int64.max), .max), (.seconds(Int64.max), .max),
            (.seconds(Int64.min), .min),
            (Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999), 1),
            (Duration(secondsComponent: 0, attosecondsComponent: -1_999_999_999), -1),
            (.seconds(-9_223_372_037), .min),
        ] as [(Duration, Int64)]
    )
    func `durations become whole nanoseconds`(_ duration: Duration, _ nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }

    @Test func `instants stay in range`() {
        let (first, last) = (
            SimulationClock.Instant(nanoseconds: .min), SimulationClock.Instant(nanoseconds: .max)
        )
        #expect(first.advanced(by: .nanoseconds(-1)) == first)
        #expect(last.advanced(by: .nanoseconds(1)) == last)
        #expect(first < last)
        #expect(first.duration(to: last) == .nanoseconds(Int64.max) - .nanoseconds(Int64.min))
    }

    @Test func `the clock shows virtual time`() {
        let simulation = Simulation(seed: 1)
        let clock = SimulationClock(simulation)
        simulation.spawn("task") {
            let start = clock.now
            try? await clock.sleep(until: start.advanced(by: .milliseconds(3)))
            #expect(start.duration(to: clock.now) == .milliseconds(3))
            try? await clock.sleep(for: .seconds(-1))
            #expect(clock.now.nanoseconds == 3_000_000)
        }
        #expect(simulation.run() == .exhausted)
        #expect(simulation.finish() == [])
    }
}
