import Foundation
import Measurement
import Reporting

/// Measures how fast this machine runs a scenario; nothing of it is part of a result's figures.
struct HostMeter {
    private let start = ContinuousClock.now

    /// The figures from the meter's making until now.
    func figures(for outcome: Outcome) -> HostFigures {
        let wall = wallSeconds
        let virtual = Double(outcome.result.virtualNanoseconds) / 1e9
        func perSecond(_ amount: Double) -> Double { wall > 0 ? amount / wall : 0 }
        return HostFigures(
            wallSeconds: wall,
            tasksPerWallSecond: perSecond(Double(outcome.result.tasks.submitted)),
            eventsPerWallSecond: perSecond(Double(outcome.eventCount)),
            httpRequestsPerWallSecond: perSecond(Double(outcome.requestCount)),
            peakMemoryBytes: HostMeter.peakMemoryBytes,
            timesRealTime: perSecond(virtual)
        )
    }

    /// Says on standard error how long some runs took, for commands that show no figures of one.
    func tell(runs: Int, of file: String) {
        let noun = runs == 1 ? "run" : "runs"
        StandardStream.error.tell(
            "\(file): \(runs) \(noun) in \(Figure.duration(seconds: wallSeconds)) of wall time\n"
        )
    }

    private var wallSeconds: Double {
        (ContinuousClock.now - start).inSeconds
    }

    /// The most memory that this process has held at once.
    static var peakMemoryBytes: Int64 {
        if let bytes = try? InputFile.read("/proc/self/status"),
            let kilobytes = kilobytes("VmHWM:", in: String(decoding: bytes, as: UTF8.self))
        {
            return kilobytes * 1024
        }
        // On Linux this figure survives the start of a program, so that it may be its parent's.
        var usage = rusage()
        #if canImport(Darwin)
        return unsafe getrusage(RUSAGE_SELF, &usage) == 0 ? Int64(usage.ru_maxrss) : 0
        #else
        let succeeded = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0
        return succeeded ? Int64(usage.ru_maxrss) * 1024 : 0
        #endif
    }

    /// The memory that this process holds now; the most that it has held where that is unknown.
    static var residentBytes: Int64 {
        guard let bytes = try? InputFile.read("/proc/self/status"),
            let kilobytes = kilobytes("VmRSS:", in: String(decoding: bytes, as: UTF8.self))
        else { return peakMemoryBytes }
        return kilobytes * 1024
    }

    private static func kilobytes(_ name: String, in status: String) -> Int64? {
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
            .flatMap { Int64($0) }
    }
}
