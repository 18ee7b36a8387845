import Measurement
import SimulationKernel

/// An open load: journeys begin when it is time, whatever became of earlier ones.
extension LoadDriver {
    func scheduleArrival() {
        hasPendingArrival = false
        guard let next = unsafe arrivals?.next() else { return }
        let (instant, overflow) = settings.period.lowerBound.addingReportingOverflow(next)
        guard !overflow, instant < settings.period.upperBound else { return }
        nextArrival = instant
        hasPendingArrival = true
        // In real time the loop may be late.
        simulation.schedule(
            at: max(instant, simulation.now),
            self,
            code: Code.arrival,
            argument: Int(arrived)
        )
    }

    func arrive() {
        let now = simulation.now
        let intended = nextArrival
        let iteration = arrived
        arrived += 1
        scheduleArrival()
        meters.arrivalLag.record(now - intended, intendedStart: intended, at: now)
        if let most = settings.mostJourneys, underway >= most {
            meters.droppedIterations.add(1, at: now)
            return
        }
        begin(iteration, by: nil, intended: intended)
    }

    /// Lets a journey begin; without a `user` of its own, it is that of the first free place.
    func begin(_ iteration: UInt64, by user: Int?, intended: Int64) {
        underway += 1
        let slot = makeJourney()
        journeys[slot].iteration = iteration
        journeys[slot].user = user ?? slot
        journeys[slot].intendedStart = intended
        journeys[slot].due = intended
        for (place, template) in settings.program.initialValues.enumerated() {
            let value = template.filled(values: []) { generate($0, slot) }
            unsafe values[slot * valueCount + place] = SlotValue(value) ?? ""
        }
        advance(slot)
    }

    private func makeJourney() -> Int {
        let slot = journeys.insert(Journey())
        while unsafe values.count < journeys.count * valueCount { unsafe values.append("") }
        while unsafe rounds.count < journeys.count * depth { unsafe rounds.append(0) }
        return slot
    }
}
