import Foundation
import Measurement
import Scenarios

/// The command line: parse, run, render, exit.
@main
enum Simulate {
    static func main() {
        let file = CommandLine.arguments[1]
        let bytes = [UInt8](FileManager.default.contents(atPath: file) ?? Data())
        let reading = ScenarioReader.read(bytes: bytes, file: file, systems: SystemCatalogue.entries)
        switch reading {
        case .invalid(let diagnostics): for d in diagnostics { print(d) }
        case .valid(let scenario, _):
            let start = ContinuousClock.now
            let (result, effort) = ScenarioRunner(scenario, tool: ("rehearsal", "0")).run()
            let wall = ContinuousClock.now - start
            print(result.verdict, result.tasks, result.fingerprintText)
            for t in result.thresholds { print(t) }
            for i in result.invariants { print(i) }
            for m in result.metrics where m.hasSamples { print(m.key, m.trend?.statistics as Any, m.counter as Any, m.gauge?.statistics as Any) }
            let s = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
            print(wall, "tasks/s", Double(effort.tasks) / s, "events/s", Double(effort.events) / s, "req/s", Double(effort.requests) / s, effort.events)
        }
    }
}
