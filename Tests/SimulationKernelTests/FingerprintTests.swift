import SimulationKernel
import Testing

private final class Idle: EventHandler {
    func handle(code: Int32, argument: Int) {}
}

struct FingerprintTests {
    private struct Event {
        var time: Int64
        var code: Int32
        var argument: Int
    }

    private func fingerprint(_ events: [Event]) -> Fingerprint {
        let simulation = Simulation(seed: 1)
        let idle = Idle()
        for event in events {
            simulation.schedule(at: event.time, idle, code: event.code, argument: event.argument)
        }
        _ = simulation.run()
        return simulation.fingerprint
    }

    private let base = [
        Event(time: 5, code: 1, argument: 1), Event(time: 5, code: 2, argument: 1),
    ]

    @Test func `it is the same for the same events`() {
        #expect(fingerprint(base) == fingerprint(base))
        #expect(fingerprint([]) == Fingerprint())
    }

    @Test func `it changes with order, time, code, argument and number of events`() {
        var variants = [[], base, Array(base.reversed()), base + base]
        for change: (inout Event) -> Void in [
            { $0.time += 1 }, { $0.code += 1 }, { $0.argument += 1 }, { $0.argument = -1 },
            { $0.code = -1 }, { $0.time = 0 }, { ($0.code, $0.argument) = (0, 1 << 40) },
        ] {
            var changed = base
            change(&changed[0])
            variants.append(changed)
        }
        let fingerprints = variants.map { fingerprint($0).value }
        for (place, one) in fingerprints.enumerated() {
            #expect(!fingerprints[..<place].contains(one), "variant \(place)")
        }
    }

    @Test func `codes and arguments with high bits do not cancel out`() {
        let left = fingerprint([Event(time: 0, code: 1, argument: 0)])
        let right = fingerprint([Event(time: 0, code: 0, argument: 1 << 40)])
        #expect(left != right)
    }

    /// FNV-1a, 64 bits: the values that its authors publish.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C),
            ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)]
    )
    func `texts are digested by FNV-1a`(_ text: String, _ digest: UInt64) {
        #expect(Fingerprint.digest(of: text) == digest)
    }
}
