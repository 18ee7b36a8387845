import Infrastructure
import JSON
import LoadGeneration
import SimulationKernel

/// A target that answers by a script after some time, and keeps what it was sent.
final class ScriptedTarget: RequestTarget, EventHandler, @unchecked Sendable {
    typealias Answer = Result<HTTPResponse, HTTPError>

    /// One line a request: instant, method, path and body.
    private(set) var lines: [String] = []
    private(set) var origins: [RequestOrigin] = []

    private let simulation: Simulation
    private let delay: Int64
    private let answer: (_ request: HTTPRequest, _ number: Int) -> Answer
    private var open: [(receiver: any ResponseReceiver, argument: Int, answer: Answer)] = []

    init(
        _ simulation: Simulation,
        delay: Int64 = 1,
        answer: @escaping (_ request: HTTPRequest, _ number: Int) -> Answer
    ) {
        self.simulation = simulation
        self.delay = delay
        self.answer = answer
    }

    func send(
        _ request: HTTPRequest,
        to service: ServiceName,
        origin: RequestOrigin,
        receiver: any ResponseReceiver,
        argument: Int
    ) {
        let body = request.body.text
        lines.append(
            "\(simulation.now) \(request.method.rawValue) \(request.path)"
                + (body.isEmpty ? "" : " \(body)")
        )
        origins.append(origin)
        open.append((receiver, argument, answer(request, open.count)))
        simulation.schedule(after: delay, self, code: 1, argument: open.count - 1)
    }

    func handle(code: Int32, argument: Int) {
        open[argument].receiver.receive(open[argument].answer, argument: open[argument].argument)
    }
}
