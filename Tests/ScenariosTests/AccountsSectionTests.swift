import Infrastructure
import JSON
import SimulationKernel
import Systems
import Testing

@testable import Scenarios

/// The section `systems.accounts`, from the file to the settings of the system.
struct AccountsSectionTests {
    private static func read(
        _ section: String = "{}",
        load: String = #""flow": "borrow""#,
        extra: String = ""
    ) -> ScenarioReading {
        let text = """
            {"version": 1, "name": "a", "duration": "10s", "systems": {"accounts": \(section)},
            "load": {"l": {"executor": "constant-arrival-rate", "rate": 5, \(load)}}\(extra)}
            """
        return ScenarioReader.read(
            bytes: Array(text.utf8),
            file: "f",
            systems: SystemCatalogue.entries
        )
    }

    private static func settings(_ section: String) throws -> AccountsSettings {
        let reading = read(section)
        let scenario = try #require(reading.scenario, "\(reading.diagnostics)")
        return AccountsSettings(try #require(scenario.systems.first).values)
    }

    private static func limits(_ number: Int) -> String {
        """
        {"daily": \(number), "hourly": \(number + 1), "cooldown": "\(number + 2)s",
         "burst": \(number + 3), "burstCooldown": "\(number + 4)s"
        """
    }

    @Test func `the limits of every action reach their settings`() throws {
        let settings = try Self.settings(
            """
            {"limits": {"invite": \(Self.limits(10)), "perChannelDaily": 5, "perChannelTotal": 6},
             "message": \(Self.limits(20))}, "addContact": \(Self.limits(30))},
             "parse": \(Self.limits(40))}}}
            """
        )
        for (number, limits) in [
            (10, settings.limits.invite), (20, settings.limits.message),
            (30, settings.limits.addContact), (40, settings.limits.parse),
        ] {
            #expect(limits.daily == number)
            #expect(limits.hourly == number + 1)
            #expect(limits.cooldown == .seconds(number + 2))
            #expect(limits.burst == number + 3)
            #expect(limits.burstCooldown == .seconds(number + 4))
        }
        #expect(settings.limits.invite.perChannelDaily == 5)
        #expect(settings.limits.invite.perChannelTotal == 6)
        #expect(settings.limits.message.perChannelDaily == nil)
    }

    @Test func `what the manager does reaches its settings`() throws {
        let settings = try Self.settings(
            """
            {"accounts": {"count": 7, "users": 2}, "lockTimeout": "31m",
             "floodWait": {"default": "1s", "buffer": "0s"}, "peerFloodBlock": "2h",
             "workers": {"recoveries": "1m", "dailyReset": false, "health": "off",
               "locks": "2m", "cleanup": "3m", "report": "4m"},
             "logLength": 0, "quirks": {"brokenChecks": true, "naiveTimers": false}}
            """
        )
        #expect(settings.accounts == 7)
        #expect(settings.users == 2)
        #expect(settings.lockTimeout == .seconds(1860))
        #expect(settings.floodWait == .seconds(1))
        #expect(settings.floodWaitBuffer == .zero)
        #expect(settings.peerFloodBlock == .seconds(7200))
        #expect(settings.workers.recoveries == .seconds(60))
        #expect(!settings.workers.resetsDaily)
        #expect(settings.workers.health == nil)
        #expect(settings.workers.locks == .seconds(120))
        #expect(settings.workers.cleanup == .seconds(180))
        #expect(settings.workers.report == .seconds(240))
        #expect(settings.logLength == 0)
        #expect(settings.quirks == .brokenChecks)
    }

    @Test func `what the services and Telegram do reaches its settings`() throws {
        let settings = try Self.settings(
            """
            {"telegram": {"script": [
               {"account": 6, "call": 2, "outcome": "floodWait", "wait": "9s"},
               {"call": 3, "outcome": "success"}]},
             "parsing": {"interval": "5s", "lockTimeout": "6s"},
             "invites": {"concurrency": 3, "delay": "0s", "batchPause": "8s", "hold": "9s",
               "lockTimeout": "10s"}}
            """
        )
        let script = settings.telegram.script
        #expect(script.map(\.account) == [6, nil])
        #expect(script.map(\.call) == [2, 3])
        #expect(script.map(\.outcome) == ["floodWait", "success"])
        #expect(script.map(\.wait) == [.seconds(9), nil])
        #expect(settings.parsing.interval == .seconds(5))
        #expect(settings.parsing.lockTimeout == .seconds(6))
        #expect(settings.invites.concurrency == 3)
        #expect(settings.invites.delay == .zero)
        #expect(settings.invites.batchPause == .seconds(8))
        #expect(settings.invites.hold == .seconds(9))
        #expect(settings.invites.lockTimeout == .seconds(10))
    }

    @Test func `an empty section is what the system is by itself`() throws {
        let (settings, usual) = (try Self.settings("{}"), AccountsSettings())
        #expect(settings.limits == usual.limits)
        #expect(settings.accounts == usual.accounts)
        #expect(settings.workers.health == usual.workers.health)
        #expect(settings.workers.resetsDaily)
        #expect(settings.quirks == [])
    }

    @Test(arguments: AccountsQuirks.named.map(\.name))
    func `each quirk has its flag`(name: String) throws {
        let quirk = try #require(AccountsQuirks.named.first { $0.name == name }?.quirk)
        #expect(try Self.settings("{\"quirks\": {\"\(name)\": true}}").quirks == quirk)
    }

    @Test func `workers are switched off together`() throws {
        let workers = try Self.settings(#"{"workers": {"enabled": false, "health": "1m"}}"#).workers
        #expect(!workers.resetsDaily)
        let intervals = [
            workers.recoveries, workers.health, workers.locks, workers.cleanup, workers.report,
        ]
        #expect(intervals == [nil, nil, nil, nil, nil])
    }

    @Test func `spelling out the defaults does not change the fingerprint`() throws {
        var section = JSONObject()
        let defaults = AccountsSystem.description.writtenDefaults
        #expect(defaults.count > 60)
        for (path, value) in defaults {
            let parts = path.split(separator: ".").map(String.init)
            section = Self.setting(value, at: parts[...], in: section)
        }
        let text = JSONWriter.compact(.object(section))
        let fingerprint = try #require(Self.read().scenario?.fingerprint)
        #expect(Self.read(text).scenario?.fingerprint == fingerprint)
        section["lockTimeout"] = "29m"
        let changed = JSONWriter.compact(.object(section))
        #expect(Self.read(changed).scenario?.fingerprint != fingerprint)
    }

    private static func setting(
        _ value: JSONValue,
        at path: ArraySlice<String>,
        in object: JSONObject
    ) -> JSONObject {
        var object = object
        guard let name = path.first else { return object }
        if path.count == 1 {
            object[name] = value
        } else {
            let inner = object[name]?.object ?? JSONObject()
            object[name] = .object(setting(value, at: path.dropFirst(), in: inner))
        }
        return object
    }

    @Test(arguments: [
        (
            #"{"quirks": {"doubleCountin": true}}"#,
            #"quirks.doubleCountin: unknown key "doubleCountin"; did you mean "doubleCounting"?"#
        ),
        (
            #"{"telegram": {"script": [{"call": 1, "outcome": "floodwait"}]}}"#,
            #"telegram.script[0].outcome: unknown name "floodwait"; did you mean "floodWait"?"#
        ),
        (
            #"{"telegram": {"script": [{"call": 1, "outcome": "peerFlood", "account": 10}]}}"#,
            "telegram.script[0].account: there is no account 10; they are 0 to 9"
        ),
        (
            #"{"telegram": {"script": [{"call": 1, "outcome": "peerFlood", "wait": "1s"}]}}"#,
            "telegram.script[0].wait: only a floodWait has a wait"
        ),
        (
            #"{"telegram": {"outcomes": {"peerFlood": "60%", "floodWait": "41%"}}}"#,
            "telegram.outcomes: the outcomes are more than 100 % together"
        ),
        (
            #"{"limits": {"message": {"perChannelDaily": 5}}}"#,
            #"limits.message.perChannelDaily: unknown key "perChannelDaily""#
        ),
        (#"{"invites": {"delay": 60}}"#, "invites.delay: a duration needs a unit, found 60"),
        (#"{"accounts": {"count": 0}}"#, "accounts.count: expected a whole number from 1"),
    ])
    func `what is wrong in the section is told`(section: String, message: String) {
        let reading = Self.read(section)
        #expect(reading.scenario == nil)
        let texts = reading.diagnostics.map(\.description)
        #expect(texts.contains { $0.contains("systems.accounts." + message) }, "\(texts)")
    }

    @Test(arguments: ["borrow", "accounts.parse", "accounts.campaign"])
    func `the flows run as they are`(flow: String) {
        #expect(Self.read(load: "\"flow\": \"\(flow)\"").diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("borrow", #"{"purpose": "parsing", "action": "parse", "channel": "@a", "hold": "1s"}"#),
        ("borrow", #"{"hold": {"distribution": "exponential", "mean": "1m"}, "userId": 3}"#),
        ("parse", #"{"speed": "safe", "messages": 10, "channel": "@a", "pollInterval": "1s"}"#),
        ("campaign", #"{"batches": 100, "channel": "t.me/a", "pollAtMost": 1000}"#),
    ])
    func `the flows have variables`(flow: String, vars: String) {
        let reading = Self.read(load: "\"flow\": \"\(flow)\", \"vars\": \(vars)")
        #expect(reading.diagnostics.isEmpty)
    }

    @Test(arguments: [
        (
            #""faults": [{"at": "1s", "kind": "crash", "target": "invite-worker"}]"#,
            #"did you mean "invite-workers"?"#
        ),
        (
            #""thresholds": {"queue_wait{queue:invite-hihg}": ["max<1s"]}"#,
            #"did you mean "invite-high"?"#
        ),
        (
            #""thresholds": {"accounts_checks{answer:alowed}": ["count>1"]}"#,
            #"did you mean "allowed"?"#
        ),
        (
            #""thresholds": {"utilization{resource:parsing-servic}": ["avg<1"]}"#,
            #"did you mean "parsing-service"?"#
        ),
        (
            #""thresholds": {"http_req_duration{name:alocate}": ["max<1s"]}"#,
            #"did you mean "allocate"?"#
        ),
    ])
    func `a misspelt name of the system is told`(extra: String, message: String) {
        let texts = Self.read(extra: ", " + extra).diagnostics.map(\.description)
        #expect(texts.contains { $0.hasSuffix(message) }, "\(texts)")
    }
}
