package import Infrastructure
import Measurement
import SimulationKernel

/// The requests of a journey and their responses.
extension LoadDriver {
    func send(_ template: RequestTemplate, _ slot: Int) {
        let now = simulation.now
        let request = template.request(values: own(slot)) { generate($0, slot) }
        journeys[slot].requestSentAt = journeys[slot].due
        meters.requests.add(1, at: now)
        sent += 1
        if template.submitsTask { meters.submitted.add(1, at: now) }
        if template.isPoll { meters.polls.add(1, at: now) }
        target.send(
            request,
            to: template.service,
            origin: nextOrigin(slot, submitsTask: template.submitsTask),
            receiver: self,
            argument: slot
        )
    }

    /// Where chance finds the journey's next request or message.
    func nextOrigin(_ slot: Int, submitsTask: Bool) -> RequestOrigin {
        let request = journeys[slot].requests
        journeys[slot].requests = request + 1
        return RequestOrigin(
            entity: settings.number << 48 | journeys[slot].iteration,
            request: request,
            intendedStart: journeys[slot].due,
            submitsTask: submitsTask
        )
    }

    package func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        guard case .request(let template) = instructions[journeys[argument].next - 1] else {
            return
        }
        let now = simulation.now
        let sent = journeys[argument].requestSentAt
        journeys[argument].due = now
        var status = 0
        journeys[argument].reply = nil
        if case .success(let response) = result {
            status = response.status.rawValue
            journeys[argument].reply = response
        }
        meters.duration(of: template, status: status)
            .record(now - sent, intendedStart: sent, at: now)
        if !(200..<400).contains(status) { meters.failedRequests.add(1, at: now) }
        advance(argument)
    }
}
