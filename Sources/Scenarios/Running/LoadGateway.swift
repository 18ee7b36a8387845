import InMemoryInfrastructure
import Infrastructure
import LoadGeneration
import SimulationKernel

/// Where the load meets the network: every request gets a context of its own.
final class LoadGateway: RequestTarget, @unchecked Sendable {
    private let network: Network
    private let ledger: TaskLedger
    private let tasks: TaskRecorder
    private let timeout: Int64

    /// `timeout` is how long a virtual user waits for a response.
    init(network: Network, ledger: TaskLedger, tasks: TaskRecorder, timeout: Int64) {
        self.network = network
        self.ledger = ledger
        self.tasks = tasks
        self.timeout = timeout
    }

    func send(
        _ request: consuming HTTPRequest,
        to service: ServiceName,
        origin: RequestOrigin,
        receiver: any ResponseReceiver,
        argument: Int
    ) {
        let context = ledger.open(
            entity: origin.entity,
            firstDraw: origin.request &* TaskLedger.drawsOfRequest,
            intendedStart: origin.intendedStart
        )
        if origin.submitsTask { tasks.taskSubmitted() }
        network.send(
            request,
            to: service,
            timeout: timeout,
            context: context,
            receiver: receiver,
            argument: argument
        )
        ledger.release(context)
    }
}
