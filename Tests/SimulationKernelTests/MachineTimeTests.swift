import SimulationKernel
import Testing

/// A thread that sleeps in no time, and for a little longer than it was asked to.
private final class FakeSleeper: RealSleeper, @unchecked Sendable {
    private(set) var naps: [Duration] = []
    private(set) var now = ContinuousClock.now
    private let oversleep: Duration

    init(oversleep: Duration = .zero) {
        self.oversleep = oversleep
    }

    func sleep(for duration: Duration) {
        naps.append(duration)
        now += duration + oversleep
    }

    func work(for duration: Duration) { now += duration }
}

struct MachineTimeTests {
    @Test func `a wait ends at its instant, in naps between which it may be ended`() {
        let sleeper = FakeSleeper()
        let time = MachineTime(sleeper: sleeper)
        #expect(time.wait(until: 50_000_000) { true })
        #expect(sleeper.naps == [.milliseconds(20), .milliseconds(20), .milliseconds(10)])
        #expect(time.now == 50_000_000)
    }

    @Test func `a wait that is ended is over after a nap`() {
        let sleeper = FakeSleeper()
        let time = MachineTime(sleeper: sleeper)
        #expect(!time.wait(until: 3_600_000_000_000) { sleeper.naps.count < 3 })
        #expect(sleeper.naps.count == 3)
    }

    @Test func `an instant that has passed is not waited for, and nobody is asked`() {
        let sleeper = FakeSleeper(oversleep: .milliseconds(5))
        let time = MachineTime(sleeper: sleeper)
        #expect(time.wait(until: 1_000_000) { true })
        #expect(time.now == 6_000_000)
        #expect(time.wait(until: 5_000_000) { false })
        #expect(sleeper.naps.count == 1)
    }

    @Test func `time begins when it is first asked for`() {
        let sleeper = FakeSleeper()
        let time = MachineTime(sleeper: sleeper)
        sleeper.work(for: .seconds(9))
        #expect(time.now == 0)
        sleeper.work(for: .seconds(1))
        #expect(time.now == 1_000_000_000)
    }

    @Test(arguments: [(60.0, 1, 60), (0.5, 4, 2), (1, 3, 3)] as [(Double, Int, Int64)])
    func `the speed is how many virtual seconds pass in a real one`(
        speed: Double,
        real: Int,
        virtual: Int64
    ) {
        let sleeper = FakeSleeper()
        let time = MachineTime(speed: speed, sleeper: sleeper)
        #expect(time.wait(until: virtual * 1_000_000_000) { true })
        #expect(sleeper.naps.reduce(Duration.zero, +) == .seconds(real))
        #expect(time.now == virtual * 1_000_000_000)
    }

    @Test func `no speed and no instant is too much`() {
        for speed in [Double.infinity, 1e300, 1e-300] {
            let time = MachineTime(speed: speed, sleeper: FakeSleeper())
            #expect(time.wait(until: 0) { false })
            #expect(time.wait(until: -1) { false })
            #expect(time.now >= 0)
        }
        #expect(MachineTime(speed: .infinity, sleeper: FakeSleeper()).wait(until: .max) { false })
        #expect(MachineTime(speed: 1e300, sleeper: FakeSleeper()).wait(until: .max) { false })
    }

    @Test func `time has to pass`() async {
        await #expect(processExitsWith: .failure) { _ = MachineTime(speed: 0) }
        await #expect(processExitsWith: .failure) { _ = MachineTime(speed: .nan) }
    }
}
