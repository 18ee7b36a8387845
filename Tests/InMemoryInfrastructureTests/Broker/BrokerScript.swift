import Infrastructure
import JSON

@testable import InMemoryInfrastructure

/// A conversation with the broker's state, a line a method, which a reader can check by eye.
///
/// `publish q m1` sends a message to the queue `q`, `publish x:key m1` to the exchange `x`; ` on b`
/// at the end names the channel, and ` on b@c` its connection. Behind `->` stands what comes of it:
/// answers, errors, and deliveries such as `c1: 2 m1 R` (consumer, tag, body, redelivered).
/// Without it, nothing must.
struct BrokerScript {
    private(set) var state = BrokerState()

    /// Copies of messages that queues have got and that are not gone.
    private(set) var copies = 0
    private var now: Int64 = 0
    private var channels: [String: Int] = [:]
    private var connections: [String: Int] = [:]
    private var timers: [BrokerEffects.Timer] = []

    /// Runs a script; the first line that differs, with what came of it, or nil.
    static func difference(in text: String) -> String? {
        var script = BrokerScript()
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "->", maxSplits: 1)
            let expected = parts.count > 1 ? parts[1].trimmed : ""
            let outcome = script.perform(parts[0].trimmed)
            guard outcome == expected else { return "\(line.trimmed)\n  got \(outcome)" }
        }
        return nil
    }

    /// Carries out a line; what comes of it.
    mutating func perform(_ line: String) -> String {
        var words = line.split(separator: " ").map(String.init)
        let place = words.firstIndex(of: "on")
        let name = place.map { words[$0 + 1] } ?? "a"
        if let place { words.removeSubrange(place...) }
        let verb = words.removeFirst()
        var outcome: [String] = []
        if verb == "advance" {
            advance(to: now + (Int64(words[0]) ?? 0) * 1_000_000)
            return deliveries().joined(separator: ", ")
        }
        let channel = channel(name)
        do throws(BrokerError) {
            let arguments = ScriptArguments(words)
            outcome = try state.carryOut(verb, arguments, on: channel, at: now)
        } catch {
            outcome = ["\(error.code) \(error.text)"]
            if error.scope == .connection {
                state.closeConnection(state.channels[channel].connection, reason: error, at: now)
            } else {
                state.close(channel, reason: error, at: now)
            }
        }
        return (outcome + deliveries()).joined(separator: ", ")
    }

    private mutating func channel(_ name: String) -> Int {
        if let channel = channels[name], state.channels[channel].isOpen { return channel }
        let parts = name.split(separator: "@").map(String.init)
        let owner = parts.count > 1 ? parts[1] : "main"
        let connection = connections[owner] ?? state.openConnection()
        connections[owner] = connection
        if let channel = try? state.openChannel(name, on: connection) {
            channels[name] = channel
            return channel
        }
        connections[owner] = state.openConnection()
        return self.channel(name)
    }

    private mutating func advance(to end: Int64) {
        while let next = timers.indices.min(by: { timers[$0].instant < timers[$1].instant }),
            timers[next].instant <= end
        {
            let timer = timers.remove(at: next)
            now = timer.instant
            if timer.isDeletion {
                state.deleteUnused(timer.queue, at: now)
            } else {
                state.expireMessages(of: timer.queue, at: now)
            }
            collectTimers()
        }
        now = end
    }

    private mutating func collectTimers() {
        timers += state.effects.timers.map { $0 }
        state.effects.timers.removeAll()
    }

    /// What was sent to consumers since the last look.
    private mutating func deliveries() -> [String] {
        collectTimers()
        var texts: [String] = []
        for dispatch in state.effects.dispatches.map({ $0 }) {
            let arrived = state.arrive(
                dispatch.tag,
                on: dispatch.channel,
                isAutomatic: dispatch.isAutomatic
            )
            guard let arrived, let consumer = arrived.consumer else { continue }
            if dispatch.isAutomatic { copies -= 1 }
            let text = arrived.message.scriptText
            texts.append("\(state.consumers[consumer].tag): \(dispatch.tag) \(text)")
        }
        for consumer in state.effects.cancelled.map({ $0 }) {
            texts.append("\(state.consumers[consumer].tag) cancelled")
        }
        copies += state.effects.begun.count - state.effects.ended.count
        state.effects = BrokerEffects()
        return texts
    }
}

/// The words behind a verb: names and bodies, flags, and arguments such as `x-max-length=2`.
struct ScriptArguments {
    private(set) var words: [String] = []
    private(set) var table = JSONObject()

    init(_ all: [String]) {
        for word in all {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, !word.hasPrefix("{") else {
                words.append(word)
                continue
            }
            let value = parts[1] == "''" ? "\"\"" : String(parts[1])
            table[String(parts[0])] = (try? JSONReader.value(value)) ?? .string(value)
        }
    }

    subscript(place: Int) -> String {
        place < words.count ? (words[place] == "''" ? "" : words[place]) : ""
    }

    func flag(_ name: String) -> Bool { words.contains(name) }
    func tag(_ place: Int) -> DeliveryTag { DeliveryTag(self[place]) ?? .max }
}

extension QueuedMessage {
    /// Body, deaths, and `R` when it was redelivered.
    var scriptText: String {
        let message = envelope.message
        let deaths = (message.headers["x-death"]?.array ?? []).map { death in
            let parts = ["queue", "reason"].compactMap { death[$0]?.string }
            return (parts + ["\(death["count"]?.integer ?? 0)"]).joined(separator: " ")
        }
        let history = deaths.isEmpty ? "" : " [" + deaths.joined(separator: ", ") + "]"
        let key = message.body.text.hasPrefix("?") ? " by \(envelope.routingKey)" : ""
        return message.body.text + key + history + (isRedelivered ? " R" : "")
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
