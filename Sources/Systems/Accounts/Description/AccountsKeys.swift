import Infrastructure

/// The keys of the section `systems.accounts`, with the defaults of the settings.
enum AccountsKeys {
    private static let usual = AccountsSettings()
    private static let most: Int64 = 1_000_000_000

    static let all: [ConfigurationKey] = [
        ConfigurationKey("accounts", .section(accounts), "The accounts of the manager's table."),
        ConfigurationKey("limits", .section(limits), "How often an account may do what."),
        duration("lockTimeout", usual.lockTimeout, "How long a service has an account by default."),
        ConfigurationKey("floodWait", .section(floodWait), "What a flood wait is to the manager."),
        duration(
            "peerFloodBlock",
            usual.peerFloodBlock,
            "How long a peer flood blocks an account."
        ),
        ConfigurationKey("workers", .section(workers), "The manager's work by the clock."),
        ConfigurationKey("telegram", .section(telegram), "Telegram as the services meet it."),
        ConfigurationKey("parsing", .section(parsing), "The parsing service."),
        ConfigurationKey("invites", .section(invites), "The invite service."),
        count(
            "logLength",
            0...10_000_000,
            usual.logLength,
            "How many entries the integration log keeps; errors count apart."
        ),
        ConfigurationKey(
            "quirks",
            .section(quirks),
            "Defects of the sources, each off by default."
        ),
    ]

    private static let accounts = [
        count("count", 1...10_000_000, usual.accounts, "How many accounts there are."),
        count(
            "users",
            1...10_000_000,
            usual.users,
            "How many users own them; user 1 has the first, user 2 the next, and so on around."
        ),
    ]

    private static let limits = [
        ("invite", usual.limits.invite), ("message", usual.limits.message),
        ("addContact", usual.limits.addContact), ("parse", usual.limits.parse),
    ].map { name, limits in
        ConfigurationKey(name, .section(keys(of: limits)), "The limits of \(name).")
    }

    private static func keys(of limits: ActionLimits) -> [ConfigurationKey] {
        var keys = [
            count("daily", 0...most, limits.daily, "How often in a UTC day."),
            count("hourly", 0...most, limits.hourly, "How often in an hour of the UTC clock."),
            duration("cooldown", limits.cooldown, "The pause after a success."),
            count(
                "burst",
                0...most,
                limits.burst,
                "How often within `burstCooldown` of the first."
            ),
            duration("burstCooldown", limits.burstCooldown, "How long a burst counts."),
        ]
        if let daily = limits.perChannelDaily {
            keys.append(
                count("perChannelDaily", 0...most, daily, "How often into a channel in a UTC day.")
            )
        }
        if let total = limits.perChannelTotal {
            keys.append(
                count("perChannelTotal", 0...most, total, "How often into a channel for ever.")
            )
        }
        return keys
    }

    private static let floodWait = [
        duration("default", usual.floodWait, "How long it is where an error's text has no number."),
        pause("buffer", usual.floodWaitBuffer, "What is added to every flood wait."),
    ]

    private static let workers = [
        flag("enabled", true, "Whether any of them works."),
        interval(
            "recoveries",
            usual.workers.recoveries,
            "How often due recoveries are looked for."
        ),
        flag(
            "dailyReset",
            usual.workers.resetsDaily,
            "Whether one of them ends a day's counts at 00:00 UTC; else the first request after it."
        ),
        interval("health", usual.workers.health, "How often unhealthy accounts are looked for."),
        interval("locks", usual.workers.locks, "How often locks without an end are looked for."),
        interval(
            "cleanup",
            usual.workers.cleanup,
            "How often counters without an end are removed."
        ),
        interval("report", usual.workers.report, "How often a health report is written."),
    ]

    private static let parsing = [
        duration("interval", usual.parsing.interval, "The pause of its scheduler."),
        duration("lockTimeout", usual.parsing.lockTimeout, "How long it borrows an account."),
    ]

    private static let invites = [
        count("concurrency", 1...1_000_000, usual.invites.concurrency, "Invites at once."),
        pause("delay", usual.invites.delay, "The pause of a campaign after a success."),
        pause("batchPause", usual.invites.batchPause, "The pause of a campaign otherwise."),
        pause("hold", usual.invites.hold, "How long an account is kept after an invite."),
        duration("lockTimeout", usual.invites.lockTimeout, "How long it borrows an account."),
    ]

    private static let quirks = AccountsQuirks.named.map { quirk in
        flag(quirk.name, false, quirk.summary)
    }
}

// MARK: - Telegram

extension AccountsKeys {
    private static let telegram: [ConfigurationKey] = [
        ConfigurationKey("latency", .distribution, default: "0s", "How long a call takes."),
        ConfigurationKey(
            "concurrency",
            .count(min: 1, max: most),
            default: "unlimited",
            "How many calls it works on at once; the rest queue."
        ),
        ConfigurationKey("outcomes", .section(outcomes), "How likely a call ends how."),
        ConfigurationKey(
            "floodWaitTime",
            .distribution,
            default: text(AccountsSystem.usualFloodWaitTime),
            "How long a flood wait is that comes by chance, in whole seconds."
        ),
        ConfigurationKey(
            "script",
            .list(script),
            default: "[]",
            "What exact calls end with, whatever chance says."
        ),
    ]

    private static let outcomes = TelegramOutcome.chances.map { name in
        ConfigurationKey(name, .probability, default: "0", "The share of calls that end so.")
    }

    private static let script: [ConfigurationKey] = [
        ConfigurationKey(
            "account",
            .count(min: 0, max: 10_000_000),
            default: "any, with the calls of all counted",
            "The number of the account, from 0."
        ),
        ConfigurationKey(
            "call",
            .count(min: 1, max: most),
            required: true,
            "The number of the call, from 1."
        ),
        ConfigurationKey(
            "outcome",
            .choice(["success"] + TelegramOutcome.chances),
            required: true,
            "What it ends with."
        ),
        ConfigurationKey(
            "wait",
            .duration,
            default: "drawn from floodWaitTime",
            "How long a flood wait is."
        ),
    ]
}

// MARK: - Keys with their defaults

extension AccountsKeys {
    private static func count(
        _ name: String,
        _ range: ClosedRange<Int64>,
        _ usual: Int,
        _ summary: String
    ) -> ConfigurationKey {
        let kind = ConfigurationKey.Kind.count(min: range.lowerBound, max: range.upperBound)
        return ConfigurationKey(name, kind, default: "\(usual)", summary)
    }

    private static func duration(
        _ name: String,
        _ usual: Duration,
        _ summary: String
    ) -> ConfigurationKey {
        ConfigurationKey(name, .duration, default: text(usual), summary)
    }

    private static func pause(
        _ name: String,
        _ usual: Duration,
        _ summary: String
    ) -> ConfigurationKey {
        ConfigurationKey(name, .durationOrZero, default: text(usual), summary)
    }

    private static func interval(
        _ name: String,
        _ usual: Duration?,
        _ summary: String
    ) -> ConfigurationKey {
        ConfigurationKey(name, .durationOrOff, default: usual.map(text) ?? "off", summary)
    }

    private static func flag(_ name: String, _ usual: Bool, _ summary: String) -> ConfigurationKey {
        ConfigurationKey(name, .flag, default: "\(usual)", summary)
    }

    /// The defaults are whole seconds.
    private static func text(_ duration: Duration) -> String {
        "\(duration.components.seconds)s"
    }
}
