package import Infrastructure
import Synchronization

/// Watches what the engine writes and what its modules do, with a book of its own.
package final class ProcessAudit: Sendable {
    fileprivate struct Book {
        var started = 0
        var ended = 0
        var replayed = 0
        /// Messages that ask for steps, and are not settled.
        var messages = 0
        /// Steps whose effects happened, by their keys.
        var effects: Set<String> = []
        var tokens = Promise()
        var history = Promise()
        var once = Promise()
    }

    /// What was first seen against a rule, and how often.
    fileprivate struct Promise {
        var first: String?
        var count = 0

        mutating func isBroken(_ what: @autoclosure () -> String) {
            count += 1
            if first == nil { first = what() }
        }

        func verdict(on rule: SystemRule, figures: String) -> SystemInvariant {
            SystemInvariant(
                name: rule.name,
                held: count == 0,
                detail: first.map { "\($0); \(count) of them" } ?? figures
            )
        }
    }

    private let book = Mutex(Book())

    package init() {}

    /// How many of the instances that end are all replayed, and which part of those after them.
    private static let recounted = 10_000
    private static let sample = 16

    /// The rules that are checked in every run.
    package static let rules = [
        SystemRule(
            "processes-counts",
            "What was started is completed, expired, running, failed or cancelled."
        ),
        SystemRule(
            "processes-tokens",
            "No token of an instance appears or is lost: what links brought, joins took, once. "
                + "Looked at are all that run at the end, the first \(recounted) that end, and "
                + "each \(sample)th after them."
        ),
        SystemRule(
            "processes-waiting",
            "Every instance is over, waits for something that has a name, or has an incident."
        ),
        SystemRule(
            "processes-history",
            "Replaying the history of an instance gives its state, of as many."
        ),
        SystemRule("processes-effects", "The effects of a step happen once."),
    ]
}

// MARK: - What it is told

extension ProcessAudit {
    /// The store has taken a change.
    func committed(
        _ id: String,
        _ record: InstanceRecord,
        _ input: InstanceInput,
        _ graph: ProcessGraph
    ) {
        if case .started = input { book.withLock { $0.started += 1 } }
        guard record.instance.status.isOver else { return }
        let isRecounted = book.withLock { book in
            book.ended += 1
            return book.ended <= Self.recounted || book.ended.isMultiple(of: Self.sample)
        }
        guard isRecounted else { return }
        let flaws = Self.flaws(of: record, graph)
        book.withLock { $0.note(flaws, id) }
    }

    /// A module did to the world what the step of this key is for.
    package func effectHappened(_ key: String) {
        book.withLock { book in
            guard !book.effects.insert(key).inserted else { return }
            book.once.isBroken("the effect of \(key) happened again")
        }
    }

    /// Somebody was asked to carry out a step.
    func stepIsAsked() { book.withLock { $0.messages += 1 } }

    /// A message that asks for a step was acknowledged.
    func stepIsSettled() { book.withLock { $0.messages -= 1 } }

    fileprivate struct Flaws {
        var tokens: String?
        var history: String?
    }

    /// Goes through the history of an instance and compares.
    private static func flaws(of record: InstanceRecord, _ graph: ProcessGraph) -> Flaws {
        var flaws = Flaws()
        var tokens = TokenBook(graph)
        var replay = ProcessInstance()
        var consequences: [Consequence] = []
        record.forEach { entry in
            consequences.removeAll(keepingCapacity: true)
            // What is over has let go of the tokens that it had left.
            if entry.at == record.changedAt, flaws.tokens == nil {
                flaws.tokens = tokens.flaw(replay)
            }
            replay.apply(entry, graph, &consequences)
            tokens.note(entry.input, consequences)
            return true
        }
        if !replay.status.isOver, flaws.tokens == nil { flaws.tokens = tokens.flaw(replay) }
        if replay != record.instance { flaws.history = "the replay differs from the state" }
        return flaws
    }
}

extension ProcessAudit.Book {
    fileprivate mutating func note(_ flaws: ProcessAudit.Flaws, _ id: String) {
        replayed += 1
        if let flaw = flaws.tokens { tokens.isBroken("instance \(id): \(flaw)") }
        if let flaw = flaws.history { history.isBroken("instance \(id): \(flaw)") }
    }
}

// MARK: - The end of a run

extension ProcessAudit {
    /// Whether the promises were kept until the end of a run.
    package func invariants(
        _ directory: InstanceDirectory,
        graph: (Int) -> ProcessGraph?
    ) -> [SystemInvariant] {
        let running = directory.entries { !$0.status.isOver }
        var waiting = Promise()
        return book.withLock { book in
            for entry in running {
                guard let graph = graph(entry.graph),
                    let record = InstanceRecord(entry.bytes, graph: graph)
                else {
                    book.history.isBroken("instance \(entry.id) has no readable record")
                    continue
                }
                book.note(Self.flaws(of: record, graph), entry.id)
                let flaw = Self.silence(of: record.instance, isQuiet: book.messages <= 0)
                if let flaw { waiting.isBroken("instance \(entry.id) \(flaw)") }
            }
            var counts = Promise()
            if book.started != book.ended + running.count {
                counts.isBroken(
                    "\(book.started) were started, \(book.ended) are over, \(running.count) run"
                )
            }
            let figures = [
                "\(book.started) started, \(book.ended) over, \(running.count) running",
                "\(book.replayed) instances recounted",
                "\(running.count) running instances looked at",
                "\(book.replayed) histories replayed", "\(book.effects.count) effects",
            ]
            let promises = [counts, book.tokens, waiting, book.history, book.once]
            return Self.rules.indices.map { place in
                promises[place].verdict(on: Self.rules[place], figures: figures[place])
            }
        }
    }

    /// What an instance that runs does not wait for; nil for one that waits as it should.
    ///
    /// While no message is on its way, a step that was not carried out yet never will be.
    private static func silence(
        of instance: ProcessInstance,
        isQuiet: Bool
    ) -> String? {
        guard let first = instance.steps.first else { return "has neither token nor step" }
        guard isQuiet, !instance.isPaused else { return nil }
        let isForgotten = instance.steps.contains { $0.phase == .ready }
        return isForgotten ? "has a step that nobody carries out: \(first.id)" : nil
    }
}
