import Systems

extension AccountsSettings {
    /// What a section says, with the system's own values where it says nothing.
    init(_ values: ConfigurationValues) {
        self.init()
        func take<Value>(_ value: Value?, _ place: WritableKeyPath<AccountsSettings, Value>) {
            if let value { self[keyPath: place] = value }
        }
        take(values.count("accounts.count"), \.accounts)
        take(values.count("accounts.users"), \.users)
        take(values.time("lockTimeout"), \.lockTimeout)
        take(values.time("floodWait.default"), \.floodWait)
        take(values.time("floodWait.buffer"), \.floodWaitBuffer)
        take(values.time("peerFloodBlock"), \.peerFloodBlock)
        take(values.count("logLength"), \.logLength)
        take(values.time("parsing.interval"), \.parsing.interval)
        take(values.time("parsing.lockTimeout"), \.parsing.lockTimeout)
        take(values.count("invites.concurrency"), \.invites.concurrency)
        take(values.time("invites.delay"), \.invites.delay)
        take(values.time("invites.batchPause"), \.invites.batchPause)
        take(values.time("invites.hold"), \.invites.hold)
        take(values.time("invites.lockTimeout"), \.invites.lockTimeout)
        limits.invite.take(values.section("limits.invite"))
        limits.message.take(values.section("limits.message"))
        limits.addContact.take(values.section("limits.addContact"))
        limits.parse.take(values.section("limits.parse"))
        workers.take(values.section("workers"))
        telegram.script = (values.sections("telegram.script") ?? []).compactMap(
            ScriptedOutcome.init
        )
        for (name, quirk, _) in AccountsQuirks.named where values.flag("quirks.\(name)") == true {
            quirks.insert(quirk)
        }
    }
}

extension ActionLimits {
    fileprivate mutating func take(_ values: ConfigurationValues) {
        daily = values.count("daily") ?? daily
        hourly = values.count("hourly") ?? hourly
        cooldown = values.time("cooldown") ?? cooldown
        burst = values.count("burst") ?? burst
        burstCooldown = values.time("burstCooldown") ?? burstCooldown
        perChannelDaily = values.count("perChannelDaily") ?? perChannelDaily
        perChannelTotal = values.count("perChannelTotal") ?? perChannelTotal
    }
}

extension ManagerWorkerSettings {
    fileprivate mutating func take(_ values: ConfigurationValues) {
        guard values.flag("enabled") ?? true else {
            (recoveries, health, locks, cleanup, report) = (nil, nil, nil, nil, nil)
            resetsDaily = false
            return
        }
        func interval(_ name: String, _ usual: Duration?) -> Duration? {
            values.text(name) == "off" ? nil : values.time(name) ?? usual
        }
        recoveries = interval("recoveries", recoveries)
        resetsDaily = values.flag("dailyReset") ?? resetsDaily
        health = interval("health", health)
        locks = interval("locks", locks)
        cleanup = interval("cleanup", cleanup)
        report = interval("report", report)
    }
}

extension ScriptedOutcome {
    fileprivate init?(_ values: ConfigurationValues) {
        guard let call = values.count("call"), let outcome = values.text("outcome") else {
            return nil
        }
        self.init(
            account: values.count("account"),
            call: call,
            outcome: outcome,
            wait: values.time("wait")
        )
    }
}

extension ConfigurationValues {
    fileprivate func time(_ path: String) -> Duration? {
        duration(path).map { .nanoseconds($0) }
    }
}
