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
                journeys[slot].due = simulation.now.addingSaturating(duration)
                simulation.schedule(after: duration, self, code: Code.resume, argument: slot)
                return
            case .expect(let pattern):
                check(journeys[slot].reply.map(pattern.matches) ?? false)
            case .capture(let place, let path):
                guard capture(place, path, slot) else { return end(slot) }
            case .beginRepeat:
                journeys[slot].rounds = 0
            case .endRepeat(let patterns, let most, let start):
                journeys[slot].rounds += 1
                let reply = journeys[slot].reply
                let goesOn = reply.map { reply in patterns.contains { $0.matches(reply) } } ?? true
                if goesOn, journeys[slot].rounds < most {
                    journeys[slot].next = start
                } else {
                    check(!goesOn)
                }
            }
        }
        end(slot)
    }

    private func check(_ holds: Bool) {
        meters.checks.add(1, at: simulation.now)
        if !holds { meters.failedChecks.add(1, at: simulation.now) }
    }

    private func capture(_ place: Int, _ path: [String], _ slot: Int) -> Bool {
        var value = journeys[slot].reply?.body.json
        for key in path { value = value?[key] }
        guard let text = value?.string else { return false }
        unsafe values[slot * valueCount + place] = text
        return true
    }

    func generate(_ generated: TextTemplate.Generated, _ slot: Int, _ n: UInt64) -> String {
        let iteration = journeys[slot].iteration
        return switch generated {
        case .serial: SerialNumber.text(load: settings.number, iteration: iteration)
        case .iteration: String(iteration)
        case .uuid: uuids.uuid(entity: iteration, n: n)
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
