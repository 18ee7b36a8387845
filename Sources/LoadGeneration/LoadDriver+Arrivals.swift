import Measurement
import SimulationKernel

/// An open load: journeys begin when it is time, whatever became of earlier ones.
extension LoadDriver {
    func scheduleArrival() {
        guard let next = unsafe arrivals?.next() else { return }
        let (instant, overflow) = settings.period.lowerBound.addingReportingOverflow(next)
        guard !overflow, instant < settings.period.upperBound else { return }
        simulation.schedule(at: instant, self, code: Code.arrival, argument: Int(arrived))
    }

    func arrive() {
        let now = simulation.now
        let iteration = arrived
        arrived += 1
        scheduleArrival()
        meters.arrivalLag.record(0, intendedStart: now, at: now)
        if let most = settings.mostJourneys, underway >= most {
            meters.droppedIterations.add(1, at: now)
            return
        }
        begin(iteration, by: nil)
    }

    /// Lets a journey begin; without a `user` of its own, it is that of the first free place.
    func begin(_ iteration: UInt64, by user: Int?) {
        underway += 1
        let slot = makeJourney()
        journeys[slot].iteration = iteration
        journeys[slot].user = user ?? slot
        journeys[slot].intendedStart = simulation.now
        for (place, template) in settings.program.initialValues.enumerated() {
            unsafe values[slot * valueCount + place] = template.text(values: []) { generated in
                generate(generated, slot, UInt64(place))
            }
        }
        advance(slot)
    }

    private func makeJourney() -> Int {
        let slot = journeys.insert(Journey())
        while unsafe values.count < journeys.count * valueCount { unsafe values.append("") }
        return slot
    }
}
