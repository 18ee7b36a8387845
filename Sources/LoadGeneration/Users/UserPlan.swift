/// How many virtual users there are in the course of time, and what ends their work.
package struct UserPlan: Sendable {
    /// A part of a ramp of users.
    package struct Stage: Sendable, Equatable {
        /// In nanoseconds; 0 is a jump.
        package let duration: Int64
        package let target: Int

        package init(duration: Int64, target: Int) {
            self.duration = duration
            self.target = target
        }
    }

    /// How often the flow is gone through.
    package enum Iterations: Sendable, Equatable {
        /// Until the load ends.
        case unlimited
        /// So often by each user.
        case each(Int64)
        /// So often by all users together.
        case shared(Int64)
    }

    let start: Int
    let stages: [Stage]
    let iterations: Iterations

    /// `start` users, whose number then goes from target to target in whole steps.
    package init(start: Int, stages: [Stage] = [], iterations: Iterations = .unlimited) {
        self.start = start
        self.stages = stages
        self.iterations = iterations
    }
}

/// The steps of a plan: when there is one user more or less, as k6 times them.
///
/// The number becomes v in a stage of duration d towards b when |b − v| / |b − a| of d is left,
/// rounded down.
package struct UserSteps: Sendable {
    private let plan: UserPlan
    private var hasBegun = false
    private var place = 0
    private var stageStart: Int64 = 0
    private var from: Int
    private var current: Int

    package init(_ plan: UserPlan) {
        self.plan = plan
        from = plan.start
        current = plan.start
    }

    /// The next instant, from the start of the load, and the number of users from then on.
    package mutating func next() -> (instant: Int64, users: Int)? {
        guard hasBegun else {
            hasBegun = true
            return (0, current)
        }
        while place < plan.stages.count {
            let stage = plan.stages[place]
            if current == stage.target {
                stageStart += stage.duration
                from = stage.target
                place += 1
                continue
            }
            current =
                stage.duration == 0 ? stage.target : current + (current < stage.target ? 1 : -1)
            let left =
                Int128(stage.duration) * Int128(abs(stage.target - current))
                / Int128(abs(stage.target - from))
            return (stageStart + stage.duration - Int64(left), current)
        }
        return nil
    }
}
