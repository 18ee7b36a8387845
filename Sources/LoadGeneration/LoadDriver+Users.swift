import Measurement
import SimulationKernel

/// A closed load: users begin their next journey when the last one is done.
extension LoadDriver {
    /// How long a user waits whose journey took no time, where nothing else ends the work.
    ///
    /// Without it, users of a system that answers at once would keep the clock from moving.
    private static let leastPause: Int64 = 1_000_000

    func schedule(_ step: (instant: Int64, users: Int)?) {
        guard let step else { return }
        let instant = settings.period.lowerBound.addingSaturating(step.instant)
        guard instant < settings.period.upperBound else { return }
        simulation.schedule(
            at: max(instant, simulation.now),
            self,
            code: Code.users,
            argument: step.users
        )
    }

    /// From now on there are `users`; those who are too many finish what they are at.
    func changeUsers(to users: Int) {
        guard let population else { return }
        let idle = population.change(to: users)
        schedule(population.steps.next())
        for user in idle where population.mayBegin(user, at: simulation.now) { begin(user: user) }
    }

    /// A user has waited.
    func userReturns(_ user: Int) {
        guard let population else { return }
        population.end(user)
        if population.mayBegin(user, at: simulation.now) { begin(user: user) }
    }

    func begin(user: Int) {
        guard let population else { return }
        population.begin(user)
        let iteration = arrived
        arrived += 1
        let now = simulation.now
        if !simulation.isRealTime {
            // In real time, users who are late by nobody's schedule would hide a load that is.
            meters.arrivalLag.record(0, intendedStart: now, at: now)
        }
        begin(iteration, by: user, intended: now)
    }

    /// A user is done with a journey that began at `start`.
    func userIsDone(_ user: Int, since start: Int64) {
        guard let population else { return }
        let now = simulation.now
        population.end(user)
        guard population.mayBegin(user, at: now) else { return }
        if now > start { return begin(user: user) }
        // By an event of its own, since this journey may end within the one before.
        population.wait(user)
        let pause = population.hasQuota ? 0 : Self.leastPause
        simulation.schedule(after: pause, self, code: Code.userReturns, argument: user)
    }

    /// The load is over: what was not begun is not made up for.
    func callLast() {
        guard let left = population?.close(), left > 0 else { return }
        meters.droppedIterations.add(left, at: simulation.now)
    }
}
