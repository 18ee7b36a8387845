import SimulationKernel

/// Collects what happened when, as lines that a reader can check by eye.
final class Journal: @unchecked Sendable {
    private(set) var lines: [String] = []
    private let simulation: Simulation

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    func note(_ text: String) {
        lines.append("\(simulation.now) \(text)")
    }

    /// Waits, and notes how the wait ended.
    func sleep(_ duration: Int64, _ name: String) async {
        do {
            try await simulation.sleep(for: duration)
            note("\(name) slept")
        } catch {
            note("\(name) was cancelled")
        }
    }
}
