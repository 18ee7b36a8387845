/// What a scenario says of provisioning; nil leaves it to the profile.
package struct ProvisioningSettings: Sendable {
    package var profile: ProvisioningProfile
    package var workers: Int
    package var prefetch: Int?
    package var honoursTimeout: Bool
    package var deadline: Duration?
    package var attempts: Int?
    package var resultLife: Duration?

    /// True when the scenario says how long Service A takes, whatever its profile does.
    package var overridesLatency: Bool

    package init(
        profile: ProvisioningProfile,
        workers: Int = 1,
        prefetch: Int? = nil,
        honoursTimeout: Bool = false,
        deadline: Duration? = nil,
        attempts: Int? = nil,
        resultLife: Duration? = nil,
        overridesLatency: Bool = false
    ) {
        self.profile = profile
        self.workers = workers
        self.prefetch = prefetch
        self.honoursTimeout = honoursTimeout
        self.deadline = deadline
        self.attempts = attempts
        self.resultLife = resultLife
        self.overridesLatency = overridesLatency
    }

    /// How a worker carries tasks out: the profile's way, with what the scenario says instead.
    var execution: ProvisioningProfile.Execution {
        var execution = profile.execution
        if let prefetch { execution.prefetch = prefetch }
        if let deadline { execution.deadline = deadline }
        if let attempts { execution.attempts = attempts }
        execution.honoursTimeout = honoursTimeout
        return execution
    }

    /// How many tasks all workers carry out at once; nil is without limit.
    var slots: Int? {
        let execution = execution
        return execution.isSequential ? workers : execution.prefetch.map { $0 * workers }
    }
}

extension ProvisioningProfile {
    /// The queues of this design.
    package var queues: [String] { [messaging.taskQueue, messaging.resultQueue] }

    /// How long Service A takes where a scenario does not say; requests may say otherwise.
    package var usualLatency: Duration { configuration.latency }

    /// True when Service A takes as long as each request says, unless a scenario says otherwise.
    package var takesRequestedTime: Bool { configuration.takesRequestedTime }

    /// How many requests Service A works on at once where a scenario does not say.
    package var usualConcurrency: Int? { configuration.concurrency }

    /// The share of tasks that fail where a scenario does not say, in percent.
    package var usualFailurePercent: UInt64 { configuration.failurePercent }

    /// How many tasks a worker holds where a scenario does not say; nil is without limit.
    package var usualPrefetch: Int? { execution.prefetch }

    /// How long a worker waits for Service A where a scenario does not say.
    package var usualDeadline: Duration { execution.deadline }

    /// How often a worker calls Service A where a scenario does not say.
    package var usualAttempts: Int { execution.attempts }

    /// How long a final record lives where a scenario does not say; nil is for ever.
    package var usualResultLife: Duration? { records.finalLife }
}
