import SimulationKernel
import Testing

protocol Answering: Sendable { func answer() async -> Int }
struct Fixed: Answering {
    let simulation: Simulation
    func answer() async -> Int {
        try? await simulation.sleep(for: 5)
        return 42
    }
}

final class Host: EventHandler, @unchecked Sendable {
    let simulation: Simulation
    let service: any Answering
    var result = 0
    init(_ s: Simulation) { simulation = s; service = Fixed(simulation: s) }
    func handle(code: Int32, argument: Int) {
        let service = service
        simulation.start("x", context: 0) {
            let answer = await service.answer()
            self.result = answer
        }
    }
}

struct IsolationTests {
    @Test func `handlers begun by events stay on the simulation`() {
        let simulation = Simulation(seed: 1)
        let host = Host(simulation)
        simulation.schedule(host, code: 1)
        #expect(simulation.run() == .exhausted)
        let result = host.result
        #expect(result == 42)
    }
}
