package import Infrastructure
import Measurement
import SimulationKernel

/// The requests of a journey and their responses.
extension LoadDriver {
    func send(_ template: RequestTemplate, _ slot: Int) {
        let now = simulation.now
        let iteration = journeys[slot].iteration
        let request = journeys[slot].requests
        let own = unsafe values[slot * valueCount..<(slot + 1) * valueCount]
        let path = template.path(values: own) { generate($0, slot, request) }
        let body: Payload
        switch template.body {
        case .constant(let payload): body = payload
        case .filled(let value):
            body = .json(value.filled(values: own) { generate($0, slot, request) })
        }
        let due = journeys[slot].due
        journeys[slot].requestSentAt = due
        journeys[slot].requests = request + 1
        meters.requests.add(1, at: now)
        sent += 1
        if template.submitsTask { meters.submitted.add(1, at: now) }
        if template.isPoll { meters.polls.add(1, at: now) }
        target.send(
            HTTPRequest(template.method, path, body: body),
            to: template.service,
            origin: RequestOrigin(
                entity: settings.number << 48 | iteration,
                firstDraw: request << 12,
                intendedStart: due,
                submitsTask: template.submitsTask
            ),
            receiver: self,
            argument: slot
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
