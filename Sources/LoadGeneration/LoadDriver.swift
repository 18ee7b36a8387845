package import Infrastructure
import JSON
package import Measurement
package import SimulationKernel

/// Drives one load: lets virtual users arrive and takes each through its flow.
///
/// A journey is a row of a table and an event, not a task, so that a hundred thousand of them that
/// wait cost a few megabytes.
package final class LoadDriver: EventHandler, ResponseReceiver, @unchecked Sendable {
    private enum Code {
        static let arrival: Int32 = 0x300
        static let resume: Int32 = 0x301
    }

    /// A virtual user on the way through the flow.
    private struct Journey {
        var next = 0
        var iteration: UInt64 = 0
        var intendedStart: Int64 = 0
        var requestSentAt: Int64 = 0
        var requests: UInt64 = 0
        var rounds: Int64 = 0
        var reply: HTTPResponse?
    }

    private let settings: LoadSettings
    private let simulation: Simulation
    private let target: any RequestTarget
    private let meters: LoadMeters
    private let uuids: RandomStream
    private let instructions: [FlowProgram.Instruction]
    private let valueCount: Int
    private var arrivals: ArrivalProcess
    private var arrived: UInt64 = 0
    private let journeys = SlotTable<Journey>()

    /// The values of each journey's variables; each use is over at once and needs no check.
    @exclusivity(unchecked) private var values: [String] = []

    /// Journeys that have begun and not ended.
    package var active: Int { underway }
    private var underway = 0

    /// Requests sent over the whole run.
    package var requestCount: Int { sent }
    private var sent = 0

    package init(
        _ settings: LoadSettings,
        target: any RequestTarget,
        simulation: Simulation,
        registry: MetricRegistry
    ) {
        self.settings = settings
        self.target = target
        self.simulation = simulation
        meters = LoadMeters(registry: registry)
        uuids = simulation.random.stream("load.\(settings.name).uuids")
        instructions = settings.program.instructions
        valueCount = settings.program.initialValues.count
        arrivals = settings.arrivals
    }

    /// Schedules the first arrival.
    package func start() {
        scheduleArrival()
    }

    package func handle(code: Int32, argument: Int) {
        if code == Code.arrival {
            arrive()
        } else {
            advance(argument)
        }
    }

    package func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int) {
        guard case .request(let template) = instructions[journeys[argument].next - 1] else {
            return
        }
        let now = simulation.now
        let sent = journeys[argument].requestSentAt
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

// MARK: - Arrivals

extension LoadDriver {
    private func scheduleArrival() {
        let (instant, overflow) = settings.period.lowerBound
            .addingReportingOverflow(arrivals.next())
        guard !overflow, instant < settings.period.upperBound else { return }
        simulation.schedule(at: instant, self, code: Code.arrival, argument: Int(arrived))
    }

    private func arrive() {
        let now = simulation.now
        let iteration = arrived
        arrived += 1
        scheduleArrival()
        meters.arrivalLag.record(0, intendedStart: now, at: now)
        if let most = settings.mostJourneys, underway >= most {
            meters.droppedIterations.add(1, at: now)
            return
        }
        underway += 1
        let slot = makeJourney()
        journeys[slot].iteration = iteration
        journeys[slot].intendedStart = now
        for (place, template) in settings.program.initialValues.enumerated() {
            unsafe values[slot * valueCount + place] = template.text(values: []) { generated in
                generate(generated, iteration, UInt64(place))
            }
        }
        advance(slot)
    }

    private func makeJourney() -> Int {
        let slot = journeys.insert(Journey())
        while unsafe values.count < journeys.count * valueCount { unsafe values.append("") }
        return slot
    }

    private func generate(
        _ generated: TextTemplate.Generated,
        _ iteration: UInt64,
        _ n: UInt64
    ) -> String {
        switch generated {
        case .serial: SerialNumber.text(load: settings.number, iteration: iteration)
        case .iteration: String(iteration)
        case .uuid: uuids.uuid(entity: iteration, n: n)
        }
    }
}

// MARK: - The way through a flow

extension LoadDriver {
    /// Carries out steps until the journey waits for something, or ends.
    private func advance(_ slot: Int) {
        while journeys[slot].next < instructions.count {
            let instruction = instructions[journeys[slot].next]
            journeys[slot].next += 1
            switch instruction {
            case .request(let template):
                return send(template, slot)
            case .pause(let duration):
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

    private func send(_ template: RequestTemplate, _ slot: Int) {
        let now = simulation.now
        let iteration = journeys[slot].iteration
        let request = journeys[slot].requests
        let own = unsafe values[slot * valueCount..<(slot + 1) * valueCount]
        let path = template.path(values: own) { generate($0, iteration, request) }
        let body: Payload
        switch template.body {
        case .constant(let payload): body = payload
        case .filled(let value):
            body = .json(value.filled(values: own) { generate($0, iteration, request) })
        }
        journeys[slot].requestSentAt = now
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
                intendedStart: now,
                submitsTask: template.submitsTask
            ),
            receiver: self,
            argument: slot
        )
    }

    private func end(_ slot: Int) {
        let now = simulation.now
        let start = journeys[slot].intendedStart
        meters.iterations.add(1, at: now)
        meters.iterationDuration.record(now - start, intendedStart: start, at: now)
        journeys[slot].reply = nil
        underway -= 1
        journeys.free(slot)
    }
}
