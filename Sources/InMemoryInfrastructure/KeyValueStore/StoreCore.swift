import Infrastructure
import SimulationKernel

/// The store at work: state, the machine that carries out its commands, and who waits for what.
///
/// It decides nothing that the state could decide.
final class StoreCore: @unchecked Sendable {
    let machine: Machine
    let simulation: Simulation
    /// A value, whose methods call nothing that could come back here.
    @exclusivity(unchecked) var state: StoreState

    private let ledger: TaskLedger
    // Each use is over at once, and checking it would take longer.
    @exclusivity(unchecked) private var waits: [StoreWait?] = []
    @exclusivity(unchecked) private var inboxes: [StoreInbox?] = []

    /// The processes that opened the connections; 0 for one that a command has for itself.
    @exclusivity(unchecked) private var connectionGroups: [Int32] = []

    init(
        _ machineSettings: MachineSettings,
        _ settings: StoreSettings,
        number: Int32,
        world: SimulatedWorld
    ) {
        machine = Machine("store", machineSettings, number: number, world: world)
        simulation = world.simulation
        ledger = world.ledger
        unsafe state = StoreState(settings)
    }

    /// Has the store's machine carry out one command; true when that takes time.
    ///
    /// The caller then parks. This is no asynchronous function of its own, since a task that waits
    /// keeps the memory of every one that it is in.
    func begin() throws(KeyValueStoreError) -> Bool {
        do { return try machine.begin() } catch { throw .cancelled }
    }

    /// Hands out what the last command did to others than its caller.
    func settle() {
        guard unsafe state.hasEffects else { return }
        for effect in unsafe state.takeEffects() {
            switch effect {
            case .answer(let reply, let connection):
                guard let wait = unsafe waits[connection] else { continue }
                unsafe waits[connection] = nil
                wait.reply = reply
                wait.wake(.resumed)
            case .message(let payload, let channel, let pattern, let connection):
                unsafe inboxes[connection]?.receive(payload, channel: channel, pattern: pattern)
            }
        }
    }

    func execute(_ call: StoreCall, on connection: Int) -> StoreOutcome {
        let outcome = unsafe state.execute(call, on: connection, at: simulation.now)
        settle()
        return outcome
    }

    // MARK: Connections

    func openConnection(
        _ subscriber: (any StoreSubscriber)?,
        database: Int,
        group: Int32 = 0
    ) -> Int {
        let number = unsafe state.openConnection(database: database)
        while unsafe waits.count <= number {
            unsafe waits.append(nil)
            unsafe inboxes.append(nil)
            unsafe connectionGroups.append(0)
        }
        unsafe connectionGroups[number] = group
        unsafe inboxes[number] = subscriber.map {
            StoreInbox($0, group: group, simulation: simulation, ledger: ledger)
        }
        return number
    }

    /// Ends a connection; who waits at it is cancelled.
    func closeConnection(_ number: Int) {
        unsafe state.closeConnection(number)
        unsafe inboxes[number] = nil
        unsafe connectionGroups[number] = 0
        if let wait = unsafe waits[number] {
            unsafe waits[number] = nil
            wait.wake(.cancelled)
        }
        settle()
    }

    /// Ends the connections of a process that has crashed.
    func breakConnections(of group: Int32) {
        for number in unsafe connectionGroups.indices
        where unsafe connectionGroups[number] == group {
            closeConnection(number)
        }
    }

    // MARK: Waiting

    /// Announces that the running task waits for an element; it parks next.
    func beginWaiting(
        on connection: Int,
        until deadline: Int64?
    ) throws(KeyValueStoreError) -> StoreWait {
        let wait = StoreWait(connection: connection, core: self)
        do {
            wait.reference = try simulation.prepareToPark(at: wait, deadline: deadline)
        } catch {
            unsafe state.stopWaiting(connection)
            throw .cancelled
        }
        unsafe waits[connection] = wait
        return wait
    }

    /// A task no longer waits for an element: its time was over, or it was cancelled.
    fileprivate func abandon(_ wait: StoreWait) {
        guard let present = unsafe waits[wait.connection], present === wait else { return }
        unsafe waits[wait.connection] = nil
        unsafe state.stopWaiting(wait.connection)
    }
}

/// A task that waits until a key has an element.
final class StoreWait: Waitpoint, @unchecked Sendable {
    let connection: Int
    private let core: StoreCore

    /// What the store answered, once it has.
    var reply = StoreReply.null
    var reference: TaskReference?

    init(connection: Int, core: StoreCore) {
        self.connection = connection
        self.core = core
    }

    var waitDescription: String { "an element of a key at store" }

    func abandon(_ task: TaskReference) { core.abandon(self) }

    func wake(_ wake: Wake) {
        if let reference { core.simulation.wake(reference, as: wake) }
    }
}

/// What a subscriber has yet to get: one message at a time, in order.
private final class StoreInbox: @unchecked Sendable {
    private struct Letter {
        let payload: Payload
        let channel: String
        let pattern: String?
        let context: Int32
    }

    private let subscriber: any StoreSubscriber
    private let simulation: Simulation
    private let ledger: TaskLedger
    private let group: Int32
    private var letters = Deque<Letter>()
    private var isBusy = false

    init(
        _ subscriber: any StoreSubscriber,
        group: Int32,
        simulation: Simulation,
        ledger: TaskLedger
    ) {
        self.subscriber = subscriber
        self.group = group
        self.simulation = simulation
        self.ledger = ledger
    }

    func receive(_ payload: Payload, channel: String, pattern: String?) {
        let context = simulation.context
        ledger.retain(context)
        letters.append(
            Letter(payload: payload, channel: channel, pattern: pattern, context: context)
        )
        if !isBusy { handOverNext() }
    }

    private func handOverNext() {
        isBusy = !letters.isEmpty
        guard isBusy else { return }
        let letter = letters.removeFirst()
        simulation.spawn("store subscriber", context: letter.context, group: group) {
            await self.subscriber.receive(
                letter.payload,
                channel: letter.channel,
                pattern: letter.pattern
            )
            self.ledger.release(letter.context)
            if self.simulation.isCancelled { self.discard() }
            self.handOverNext()
        }
    }

    /// Forgets what is not begun, which is lost with the subscriber's process.
    private func discard() {
        while !letters.isEmpty { ledger.release(letters.removeFirst().context) }
    }
}
