import Scenarios
import Testing
import simulate

struct ProgressLineTests {
    private static let second: Int64 = 1_000_000_000

    private func text(
        _ now: Double,
        of end: Int64 = 60,
        tasks: Int64 = 12_345,
        inFlight: Int = 67,
        elapsed: Double = 2,
        width: Int = 200
    ) -> String {
        let status = RunStatus(
            now: Int64(now * 1e9),
            loadEnd: end * Self.second,
            tasks: tasks,
            inFlight: inFlight
        )
        return ProgressLine("quick", status, elapsed: elapsed).text(width: width)
    }

    @Test func `it says where the run is, how fast, what it has done and how long it takes`() {
        #expect(
            text(15) == "quick  15.0 s of 60 s  25 %  7.5 times real time  12,345 tasks"
                + "  67 in flight  6 s left"
        )
    }

    @Test func `behind the end of load there is no share and no time left`() {
        #expect(
            text(72.34) == "quick  draining at 72.3 s  36 times real time  12,345 tasks"
                + "  67 in flight"
        )
    }

    @Test func `what cannot be known yet is left out`() {
        #expect(text(0, tasks: 0, inFlight: 0) == "quick  0.0 s of 60 s  0 %  0 tasks  0 in flight")
        #expect(!text(15, elapsed: 0).contains("left"))
    }

    @Test(
        arguments: [
            (79, "15.0 s of 60 s  25 %  7.5 times real time  12,345 tasks  67 in flight  6 s left"),
            (60, "15.0 s of 60 s  25 %  12,345 tasks  67 in flight  6 s left"),
            (45, "15.0 s of 60 s  25 %  12,345 tasks  6 s left"),
            (30, "15.0 s of 60 s  25 %  6 s left"), (20, "15.0 s of 60 s  25 %"),
            (15, "15.0 s of 60 s"), (5, "15.0 "), (0, ""), (-1, ""),
        ] as [(Int, String)]
    )
    func `a narrow terminal gets what matters most`(width: Int, expected: String) {
        #expect(text(15, width: width) == expected)
        #expect(text(15, width: width).count <= max(0, width))
    }

    @Test func `long times are told in their greatest parts`() {
        let text = text(4_000, of: 90_000, elapsed: 100, width: 200)
        #expect(text.hasPrefix("quick  1 h 06 min of 25 h 00 min  4 %  40 times real time"))
        #expect(text.hasSuffix("  35 min 50 s left"))
    }

    @Test func `no figures are too great`() {
        let status = RunStatus(now: .max, loadEnd: .max, tasks: .max, inFlight: .max)
        #expect(!ProgressLine("a", status, elapsed: 1e-300).text(width: 80).isEmpty)
        let start = RunStatus(now: 1, loadEnd: .max, tasks: 0, inFlight: 0)
        #expect(!ProgressLine("a", start, elapsed: 1e300).text(width: 80).contains("left"))
    }
}
