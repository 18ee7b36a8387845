package import Infrastructure
import Synchronization

/// The book of one life of an instance.
final class InstanceBook: EventObserver {
    private let queue: QueueName
    private let meters: EventsMeters
    private let book = Mutex(EventBook())

    init(queue: QueueName, meters: EventsMeters) {
        self.queue = queue
        self.meters = meters
    }

    var state: EventBook { book.withLock { $0 } }

    func delivered(_ delivery: Delivery) {
        // With an exchange in between, the key says nothing about the queue.
        let isOwn = !delivery.exchange.isEmpty || delivery.routingKey == queue
        book.withLock { book in
            book.deliver(delivery.tag)
            if !isOwn { book.scopeProblem = "\(queue) got a message for \(delivery.routingKey)" }
        }
    }

    func working(_ change: Int) { meters.busy.add(change) }

    func called(_ handler: Int, with tag: DeliveryTag) {
        book.withLock { $0.call(handler, tag) }
    }

    func answered(_ tag: DeliveryTag) {
        book.withLock { $0.answer(tag) }
    }

    func published(_ tag: DeliveryTag) {
        meters.results.add()
        book.withLock { $0.publish(tag) }
    }

    func settled(_ tag: DeliveryTag, as outcome: EventOutcome) {
        meters.outcomes[outcome.rawValue].add()
        book.withLock { $0.settle(tag, as: outcome) }
    }
}

/// What happened to deliveries, and the first step that must not have been.
package struct EventBook: Sendable {
    /// A delivery that is not settled.
    private struct Row {
        var isOpen = true
        var lastHandler = -1
        var answered = 0
        var published = 0
    }

    package private(set) var delivered = 0
    package private(set) var called = 0
    package private(set) var answered = 0
    package private(set) var published = 0
    package private(set) var settled = [Int](repeating: 0, count: EventOutcome.allCases.count)
    package private(set) var open = 0
    package fileprivate(set) var settlementProblem: String?
    package fileprivate(set) var resultProblem: String?
    package fileprivate(set) var orderProblem: String?
    package fileprivate(set) var scopeProblem: String?

    package init() {}

    /// The deliveries from the first one that is not settled on; tags are given in their order.
    private var rows: [Row] = []
    private var firstTag: DeliveryTag = 1
    /// How many rows at the beginning are done with.
    private var done = 0

    package mutating func deliver(_ tag: DeliveryTag) {
        delivered += 1
        open += 1
        let next = firstTag + DeliveryTag(rows.count)
        guard tag >= next else {
            settlementProblem = settlementProblem ?? "delivery \(tag) came twice"
            return
        }
        // A message that went back before it arrived here leaves its tag out.
        for _ in next..<tag { rows.append(Row(isOpen: false)) }
        rows.append(Row())
    }

    private func place(_ tag: DeliveryTag) -> Int? {
        guard tag >= firstTag, tag - firstTag < rows.count else { return nil }
        let place = Int(tag - firstTag)
        return rows[place].isOpen ? place : nil
    }

    package mutating func call(_ handler: Int, _ tag: DeliveryTag) {
        called += 1
        guard let place = place(tag) else { return strayed(tag, "called") }
        if handler <= rows[place].lastHandler {
            orderProblem =
                orderProblem
                ?? "delivery \(tag): handler \(handler) after \(rows[place].lastHandler)"
        }
        rows[place].lastHandler = handler
    }

    package mutating func answer(_ tag: DeliveryTag) {
        answered += 1
        guard let place = place(tag) else { return strayed(tag, "answered") }
        rows[place].answered += 1
    }

    package mutating func publish(_ tag: DeliveryTag) {
        published += 1
        guard let place = place(tag) else { return strayed(tag, "published") }
        rows[place].published += 1
    }

    package mutating func settle(_ tag: DeliveryTag, as outcome: EventOutcome) {
        settled[outcome.rawValue] += 1
        guard let place = place(tag) else { return strayed(tag, "settled") }
        open -= 1
        if rows[place].answered != rows[place].published {
            resultProblem =
                resultProblem
                ?? "delivery \(tag): \(rows[place].answered) results returned, "
                + "\(rows[place].published) published"
        }
        rows[place].isOpen = false
        forget()
    }

    /// Lets go of the rows at the beginning that are settled.
    private mutating func forget() {
        while done < rows.count, !rows[done].isOpen { done += 1 }
        if done == rows.count {
            firstTag += DeliveryTag(done)
            rows.removeAll(keepingCapacity: true)
            done = 0
        } else if done > 1024 {
            firstTag += DeliveryTag(done)
            rows.removeFirst(done)
            done = 0
        }
    }

    private mutating func strayed(_ tag: DeliveryTag, _ what: String) {
        settlementProblem =
            settlementProblem ?? "delivery \(tag) was \(what), and was settled before or never came"
    }

    /// Adds the figures of another book, and its problems.
    mutating func add(_ other: EventBook) {
        delivered += other.delivered
        called += other.called
        answered += other.answered
        published += other.published
        open += other.open
        for place in settled.indices { settled[place] += other.settled[place] }
        settlementProblem = settlementProblem ?? other.settlementProblem
        resultProblem = resultProblem ?? other.resultProblem
        orderProblem = orderProblem ?? other.orderProblem
        scopeProblem = scopeProblem ?? other.scopeProblem
    }
}
