import Infrastructure
import JSON
import Measurement
import SimulationKernel

/// The way through a flow.
extension LoadDriver {
    /// Carries out steps until the journey waits for something, or ends.
    func advance(_ slot: Int) {
        while journeys[slot].next < instructions.count {
            let instruction = instructions[journeys[slot].next]
            journeys[slot].next += 1
            switch instruction {
            case .request(let template):
                return send(template, slot)
            case .pause(let duration):
                return pause(duration, slot)
            case .randomPause(let law):
                let draw = nextDraw(slot)
                let iteration = journeys[slot].iteration
                return pause(law.sample(pauses, entity: iteration, n: draw), slot)
            case .expect(let pattern):
                check(isReply(pattern, slot))
            case .capture(let place, let path):
                guard capture(place, path, slot) else { return end(slot) }
            case .beginRepeat(let level):
                unsafe rounds[slot * depth + level] = 0
            case .endRepeat(let until, let most, let start, let level):
                unsafe rounds[slot * depth + level] += 1
                let isDone = until.map { isReply($0, slot) } ?? false
                if !isDone, unsafe rounds[slot * depth + level] < most {
                    journeys[slot].next = start
                } else if until != nil {
                    check(isDone)
                }
            case .skip(let place, let pattern):
                if !isReply(pattern, slot) { journeys[slot].next = place }
            case .publish(let template):
                return publish(template, slot)
            case .receive(let queue, let time):
                return receive(queue, within: time, slot)
            }
        }
        end(slot)
    }

    private func pause(_ time: Int64, _ slot: Int) {
        journeys[slot].due = simulation.now.addingSaturating(time)
        simulation.schedule(after: time, self, code: Code.resume, argument: slot)
    }

    func check(_ holds: Bool) {
        meters.checks.add(1, at: simulation.now)
        if !holds { meters.failedChecks.add(1, at: simulation.now) }
    }

    /// True when there is a reply and it looks as it should.
    private func isReply(_ pattern: PatternTemplate, _ slot: Int) -> Bool {
        guard let reply = journeys[slot].reply else { return false }
        return pattern.matches(reply, values: own(slot)) { generate($0, slot) }
    }

    /// Keeps a value of the reply; false, as a failed check, when there is none.
    private func capture(_ place: Int, _ path: BodyPath, _ slot: Int) -> Bool {
        guard let value = SlotValue(path.value(in: journeys[slot].reply?.body.json)) else {
            check(false)
            return false
        }
        unsafe values[slot * valueCount + place] = value
        return true
    }

    /// The values of a journey.
    func own(_ slot: Int) -> ArraySlice<SlotValue> {
        unsafe values[slot * valueCount..<(slot + 1) * valueCount]
    }

    /// The number of the journey's next draw of generated values.
    private func nextDraw(_ slot: Int) -> UInt64 {
        defer { journeys[slot].draws += 1 }
        return journeys[slot].draws
    }

    func generate(_ generated: GeneratedValue, _ slot: Int) -> String {
        let iteration = journeys[slot].iteration
        switch generated {
        case .serial: return SerialNumber.text(load: settings.number, iteration: iteration)
        case .iteration: return String(iteration)
        case .user: return String(journeys[slot].user + 1)
        case .uuid: return uuids.uuid(entity: iteration, n: nextDraw(slot))
        case .pick(let choices):
            let bound = UInt64(choices.count)
            return choices[Int(picks.below(bound, entity: iteration, n: nextDraw(slot)))]
        }
    }

    private func end(_ slot: Int) {
        let now = simulation.now
        let start = journeys[slot].intendedStart
        let user = journeys[slot].user
        meters.iterations.add(1, at: now)
        meters.iterationDuration.record(now - start, intendedStart: start, at: now)
        journeys[slot].reply = nil
        underway -= 1
        journeys.free(slot)
        if population != nil { userIsDone(user, since: start) }
    }
}
