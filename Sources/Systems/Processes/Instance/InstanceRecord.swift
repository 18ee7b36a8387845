/// An instance as the store has it: what it belongs to, and its history, from which all else is
/// replayed.
///
/// Nothing is kept twice, so state and history cannot disagree; a change appends an entry.
package struct InstanceRecord: Sendable {
    package let header: InstanceHeader
    package private(set) var instance = ProcessInstance()

    /// What the store holds.
    package private(set) var bytes: [UInt8]

    /// The instant of the last entry.
    package private(set) var changedAt: Int64 = 0

    /// How many entries the history has.
    package private(set) var entries = 0
    private let historyStart: Int

    /// A new record without history.
    package init(_ header: InstanceHeader) {
        self.header = header
        var writer = ByteWriter(bytes: [])
        writer.write(header)
        bytes = writer.bytes
        historyStart = bytes.count
    }

    /// Replays the history of a stored record; nil when the bytes are none of ours, or of another
    /// version than the graph.
    package init?(_ bytes: [UInt8], graph: ProcessGraph) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Fault) {
            header = try reader.header()
            guard header.graph == graph.number else { return nil }
            self.bytes = bytes
            historyStart = reader.place
            while !reader.isAtEnd {
                let entry = try reader.entry(after: changedAt)
                instance.replay(entry, graph)
                changedAt = entry.at
                entries += 1
            }
        } catch {
            return nil
        }
    }

    /// The number of the graph that a stored record runs on.
    package static func graph(of bytes: [UInt8]) -> Int? {
        var reader = ByteReader(bytes)
        return try? reader.count()
    }

    /// What a stored record begins with; nil when the bytes are none of ours.
    package static func header(of bytes: [UInt8]) -> InstanceHeader? {
        var reader = ByteReader(bytes)
        return try? reader.header()
    }

    /// Takes an input that the instance allows, and appends it to the history.
    package mutating func apply(
        _ input: InstanceInput,
        at instant: Int64,
        _ graph: ProcessGraph,
        _ consequences: inout [Consequence]
    ) {
        let entry = HistoryEntry(at: instant, input)
        instance.apply(entry, graph, &consequences)
        var writer = ByteWriter(bytes: bytes)
        bytes = []
        writer.write(entry, after: changedAt)
        bytes = writer.bytes
        changedAt = instant
        entries += 1
    }

    /// Goes through the history, oldest first, until `visit` is false.
    func forEach(_ visit: (HistoryEntry) -> Bool) {
        var reader = ByteReader(bytes, from: historyStart)
        var previous: Int64 = 0
        while !reader.isAtEnd, let entry = try? reader.entry(after: previous), visit(entry) {
            previous = entry.at
        }
    }

    /// The history, oldest first.
    package var history: [HistoryEntry] {
        var history: [HistoryEntry] = []
        history.reserveCapacity(entries)
        forEach {
            history.append($0)
            return true
        }
        return history
    }
}

/// What an instance belongs to, which never changes.
package struct InstanceHeader: Sendable, Equatable {
    /// The number of the version that it began with and keeps.
    package let graph: Int

    /// What events find it by; empty for none.
    package let key: String

    /// The step that waits for it; nil unless it is a sub-process.
    package let parent: ParentStep?

    package init(graph: Int, key: String = "", parent: ParentStep? = nil) {
        self.graph = graph
        self.key = key
        self.parent = parent
    }
}

/// The step of another instance that a sub-process is.
package struct ParentStep: Sendable, Equatable {
    package let instance: String
    package let step: StepID

    package init(instance: String, step: StepID) {
        self.instance = instance
        self.step = step
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ header: InstanceHeader) {
        write(header.graph)
        write(header.key)
        write(header.parent?.instance ?? "")
        if let step = header.parent?.step { write(step) }
    }
}

extension ByteReader {
    fileprivate mutating func header() throws(Fault) -> InstanceHeader {
        let graph = try count()
        let key = try text()
        let parent = try text()
        return InstanceHeader(
            graph: graph,
            key: key,
            parent: parent.isEmpty ? nil : ParentStep(instance: parent, step: try step())
        )
    }
}
