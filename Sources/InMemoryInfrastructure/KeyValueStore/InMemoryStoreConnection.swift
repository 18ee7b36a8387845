import Infrastructure
import SimulationKernel

/// A connection to the in-memory store.
///
/// One command after the other: while one waits for an element, the others of its connection wait
/// for it.
actor InMemoryStoreConnection: StoreConnection {
    private nonisolated let core: StoreCore
    private nonisolated let number: Int
    private var isOpen = true
    private var isWaiting = false
    private var turns = Deque<TaskReference>()

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe core.simulation.asUnownedSerialExecutor()
    }

    init(_ number: Int, core: StoreCore) {
        self.number = number
        self.core = core
    }

    func execute(_ command: [String]) async throws(KeyValueStoreError) -> StoreReply {
        try await execute(StoreCall(command))
    }

    func perform(_ command: [Payload]) async throws(KeyValueStoreError) -> StoreReply {
        try await execute(StoreCall(command))
    }

    func close() async {
        // A crash has closed it already, and its number may be another one's.
        guard isOpen, !core.simulation.isCancelled else { return }
        isOpen = false
        core.closeConnection(number)
    }

    private func execute(_ call: StoreCall) async throws(KeyValueStoreError) -> StoreReply {
        if try core.begin(), await core.simulation.park() != .resumed { throw .cancelled }
        while isWaiting { try await waitForTurn() }
        guard isOpen else { throw .closed }
        switch core.execute(call, on: number) {
        case .reply(let reply):
            if call.count > 0, call.word(0, is: "QUIT") { await close() }
            return reply
        case .waiting(let deadline):
            let wait = try core.beginWaiting(on: number, until: deadline)
            isWaiting = true
            let wake = await core.simulation.park()
            isWaiting = false
            giveTurn()
            guard wake != .cancelled else { throw .cancelled }
            return wait.reply
        }
    }

    private func waitForTurn() async throws(KeyValueStoreError) {
        let point = TurnPoint()
        do {
            turns.append(try core.simulation.prepareToPark(at: point))
        } catch { throw .cancelled }
        guard await core.simulation.park() == .resumed else { throw .cancelled }
    }

    /// Lets all who wait look again, in order; the first may make the others wait once more.
    private func giveTurn() {
        while !turns.isEmpty { core.simulation.wake(turns.removeFirst()) }
    }
}

/// Where a command waits for the one before it on its connection.
private final class TurnPoint: Waitpoint {
    var waitDescription: String { "its turn at a connection to store" }

    func abandon(_ task: TaskReference) {}
}
