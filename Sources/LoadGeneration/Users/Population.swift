/// The users of a closed load: who is at work, and what is left to be done.
final class Population {
    let period: Range<Int64>
    var steps: UserSteps
    private let iterations: UserPlan.Iterations
    private var users = 0
    private var isClosed = false
    private var isBusy: [Bool] = []
    /// What is left for each user, else for all of them.
    private var left: [Int64] = []
    private var sharedLeft: Int64 = 0

    init(_ plan: UserPlan, period: Range<Int64>) {
        self.period = period
        steps = UserSteps(plan)
        iterations = plan.iterations
        if case .shared(let count) = iterations { sharedLeft = count }
    }

    /// Whether the work ends with a number of iterations.
    var hasQuota: Bool { iterations != .unlimited }

    /// Sets the number of users; returns those who are new and have nothing to do.
    func change(to count: Int) -> [Int] {
        let before = users
        users = count
        while isBusy.count < count {
            isBusy.append(false)
            if case .each(let most) = iterations { left.append(most) }
        }
        return before < count ? (before..<count).filter { !isBusy[$0] } : []
    }

    func mayBegin(_ user: Int, at now: Int64) -> Bool {
        guard user < users, now < period.upperBound, !isClosed else { return false }
        return switch iterations {
        case .unlimited: true
        case .each: left[user] > 0
        case .shared: sharedLeft > 0
        }
    }

    func begin(_ user: Int) {
        isBusy[user] = true
        switch iterations {
        case .unlimited: break
        case .each: left[user] -= 1
        case .shared: sharedLeft -= 1
        }
    }

    /// Keeps a user who is about to begin from being taken for idle.
    func wait(_ user: Int) {
        isBusy[user] = true
    }

    func end(_ user: Int) {
        isBusy[user] = false
    }

    /// Lets nothing more begin; returns how many iterations were left.
    func close() -> Int64 {
        isClosed = true
        return sharedLeft + left.reduce(0, +)
    }
}
