package import Infrastructure

/// What can be done to instances, by engines and by whoever serves people.
///
/// A command reads the instance from the store, decides, and writes it back if nobody was faster;
/// only then it sends the messages that follow. Whoever repeats a command sends them again, which
/// changes nothing, so that a crash in between loses nothing.
package final class InstanceCommands: Sendable {
    let world: EngineWorld
    let graphs: any GraphSource
    /// The database of the records, by the ids of their instances.
    let records: any KeyValueStore
    private let channel: any BrokerChannel
    let recent = RecentRecords()
    let journal: CommandJournal?

    /// With a `journal`, what the process was at when it crashed is gone on with by `recover`;
    /// without one, somebody gives the command again, as the broker does with messages.
    package init(
        world: EngineWorld,
        graphs: any GraphSource,
        channel: any BrokerChannel,
        journal: CommandJournal? = nil
    ) {
        self.world = world
        records = world.environment.store.database(1)
        self.graphs = graphs
        self.channel = channel
        self.journal = journal
    }

    /// Where keys of events are, beside definitions and configuration.
    var store: any KeyValueStore { world.environment.store }
    var now: Timestamp { world.environment.clock.now }

    /// A record with the graph that it runs on.
    struct Loaded {
        var record: InstanceRecord
        let graph: ProcessGraph
    }

    /// Reads an instance; nil when there is none.
    func load(_ id: String) async throws(CommandError) -> Loaded? {
        do throws(KeyValueStoreError) {
            guard let payload = try await records.get(id) else { return nil }
            let bytes = payload.utf8
            guard let number = InstanceRecord.graph(of: bytes) else { return nil }
            var graph = graphs.known(number)
            if graph == nil { graph = try await graphs.graph(number) }
            guard let graph else { return nil }
            if let record = recent.record(of: id, bytes) {
                return Loaded(record: record, graph: graph)
            }
            guard let record = InstanceRecord(bytes, graph: graph) else { return nil }
            return Loaded(record: record, graph: graph)
        } catch {
            throw CommandError(error)
        }
    }

    /// Decides on an input for an instance and carries it out, again if somebody was faster.
    ///
    /// Without an input nothing changes, but what is outstanding is sent again.
    ///
    /// `loaded` is the instance where the caller has read it just now.
    @discardableResult
    func change(
        _ id: String,
        from loaded: Loaded? = nil,
        repeatsOutstanding: Bool = true,
        _ decide: (InstanceRecord, ProcessGraph) throws(CommandError) -> InstanceInput?
    ) async throws(CommandError) -> Loaded {
        var known = loaded
        while true {
            if known == nil { known = try await load(id) }
            guard var loaded = known.take() else { throw .unknownInstance(id) }
            guard let input = try decide(loaded.record, loaded.graph) else {
                if repeatsOutstanding { try await sendOutstanding(id, loaded) }
                return loaded
            }
            let entry = try await journal?.open(id)
            let old = loaded.record.bytes
            var consequences: [Consequence] = []
            loaded.record.apply(input, at: now.nanoseconds, loaded.graph, &consequences)
            let isOver = loaded.record.instance.status.isOver
            let isSaved: Bool
            do throws(KeyValueStoreError) {
                isSaved = try await records.set(
                    id,
                    to: .bytes(loaded.record.bytes),
                    timeToLive: isOver ? world.retention : nil,
                    ifEqualTo: .bytes(old)
                )
            } catch {
                throw CommandError(error)
            }
            guard isSaved else {
                try await close(entry)
                continue
            }
            recent.keep(loaded.record, of: id)
            try await follow(id, loaded, input, consequences)
            try await close(entry)
            return loaded
        }
    }

    /// The process is no longer at what an entry of its journal is about.
    func close(_ entry: String?) async throws(CommandError) {
        if let entry { try await journal?.close(entry) }
    }

    /// Sends a message to a queue.
    func send(_ message: Message, to queue: QueueName) async throws(CommandError) {
        do throws(BrokerError) {
            try await channel.publish(message, to: "", routingKey: queue, isMandatory: false)
        } catch {
            if error == .cancelled { throw .cancelled }
            throw .unavailable("\(error)")
        }
    }
}
