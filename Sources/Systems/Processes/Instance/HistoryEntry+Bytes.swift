import JSON

extension ByteWriter {
    /// Writes an entry; its instant as the time since the one before it.
    mutating func write(_ entry: HistoryEntry, after previous: Int64) {
        write(kind(of: entry.input))
        write(unsigned: UInt64(bitPattern: entry.at - previous))
        switch entry.input {
        case .started(let variables): write(variables)
        case .event(let id, let readings):
            write(id)
            write(readings)
        case .waits(let step, let wait):
            write(step)
            write(wait)
        case .ended(let step, let outcome, let assigning, let answerer):
            write(step)
            write(outcome)
            write(assigning)
            write(UInt8(answerer == nil ? 0 : 1))
            write(answerer)
        case .attemptFailed(let step, let reason, let isFinal):
            write(step)
            write(reason)
            write(UInt8(isFinal ? 1 : 0))
        case .woke(let step), .escalated(let step), .deadline(let step): write(step)
        case .retried(let step, let author):
            write(step)
            write(author)
        case .assigned(let values, let author):
            write(values)
            write(author)
        case .paused(let author), .resumed(let author), .cancelled(let author): write(author)
        case .expired: break
        }
    }

    private mutating func write(_ answerer: Answerer?) {
        guard let answerer else { return }
        write(answerer.author)
        write(answerer.key)
    }

    private func kind(of input: InstanceInput) -> UInt8 {
        switch input {
        case .started: 1
        case .event: 2
        case .waits: 3
        case .ended: 4
        case .attemptFailed: 5
        case .woke: 6
        case .escalated: 7
        case .deadline: 8
        case .retried: 9
        case .assigned: 10
        case .paused: 11
        case .resumed: 12
        case .cancelled: 13
        case .expired: 14
        }
    }

    mutating func write(_ step: StepID) {
        write(step.node)
        write(step.visit)
    }

    private mutating func write(_ wait: StepWait) {
        switch wait {
        case .event: write(UInt8(0))
        case .answer: write(UInt8(1))
        case .time(let until):
            write(UInt8(2))
            write(signed: until)
        case .instance(let id):
            write(UInt8(3))
            write(id)
        }
    }
}

extension ByteReader {
    /// Reads the entry that follows one of that instant.
    mutating func entry(after previous: Int64) throws(Fault) -> HistoryEntry {
        let kind = try byte()
        let at = previous &+ Int64(bitPattern: try unsigned())
        return HistoryEntry(at: at, try input(kind))
    }

    private mutating func input(_ kind: UInt8) throws(Fault) -> InstanceInput {
        switch kind {
        case 1: .started(variables: try object())
        case 2: .event(id: try text(), readings: try object())
        case 3: .waits(try step(), try wait())
        case 4:
            .ended(
                try step(),
                outcome: try count(),
                assigning: try object(),
                by: try answerer()
            )
        case 5: .attemptFailed(try step(), reason: try text(), isFinal: try byte() != 0)
        case 6: .woke(try step())
        case 7: .escalated(try step())
        case 8: .deadline(try step())
        case 9: .retried(try step(), by: try text())
        case 10: .assigned(try object(), by: try text())
        case 11: .paused(by: try text())
        case 12: .resumed(by: try text())
        case 13: .cancelled(by: try text())
        case 14: .expired
        default: throw Fault()
        }
    }

    private mutating func answerer() throws(Fault) -> Answerer? {
        guard try byte() != 0 else { return nil }
        return Answerer(author: try text(), key: try text())
    }

    mutating func step() throws(Fault) -> StepID {
        StepID(node: try count(), visit: try count())
    }

    private mutating func wait() throws(Fault) -> StepWait {
        switch try byte() {
        case 0: .event
        case 1: .answer
        case 2: .time(until: try signed())
        case 3: .instance(try text())
        default: throw Fault()
        }
    }
}
