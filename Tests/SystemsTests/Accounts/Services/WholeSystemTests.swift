import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// The accounts system as a whole: the services, the real manager, and an unkind Telegram.
@Suite struct WholeSystemTests {
    @Test func `a campaign goes as fast as the limits of its accounts let it`() {
        let box = WholeBox(accounts: 3)
        box.campaign(at: 0, people: 30)
        box.run(until: 86_400)
        // Two invites an hour and account: six an hour, so thirty are through in the fifth hour.
        #expect(box.status(1)["status"]?.string == "COMPLETED")
        #expect(box.status(1)["targets"]?["invited"]?.integer == 30)
        let seconds = box.status(1)["timing"]?["execution_time_seconds"]?.number ?? 0
        #expect((4 * 3600...5 * 3600).contains(seconds), "\(seconds)")
        #expect(box.broken == [])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `fifteen a day go into one channel, and the next day goes on`() {
        let box = WholeBox(accounts: 2)
        box.campaign(at: 0, people: 40)
        box.run(until: 86_399)
        #expect(box.status(1)["targets"]?["invited"]?.integer == 30)
        box.run(until: 2 * 86_400)
        #expect(box.status(1)["targets"]?["invited"]?.integer == 40)
        #expect(box.broken == [])
    }

    @Test func `what is recorded and released counts once`() {
        let box = WholeBox(accounts: 1)
        box.campaign(at: 0, people: 2)
        box.run(until: 3600)
        #expect(box.accounts.map(\.invitesToday) == [2])
        #expect(box.accounts[0].channels == [ChannelUsage(channel: "channel", today: 2, total: 2)])
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `an unkind Telegram and crashes everywhere break no promise and lose no task`(
        _ seed: UInt64
    ) {
        let box = WholeBox(accounts: 8, users: 2, seed: seed, outcomes: WholeBox.unkind)
        for number in 0..<6 {
            box.campaign(at: Double(number) * 700, people: 20, user: Int64(number % 2) + 1)
        }
        for number in 0..<40 {
            box.parse(at: Double(number) * 333, messages: 80, user: Int64(number % 2) + 1)
        }
        let processes = [
            "invite-workers", "parsing-service", "invite-service", "integration-service",
        ]
        for number in 0..<60 {
            let second = 100.7 + Double(number) * 611.3
            box.crash(processes[number % processes.count], at: second, for: 12)
        }
        box.run(until: 3 * 86_400)
        #expect(box.broken == [])
        #expect(!box.tasks.contains("lost"), "\(box.tasks)")
        #expect(box.tasks.hasPrefix("46 accepted"), "\(box.tasks)")
        #expect(box.inFlight == 0, "\(box.tasks)")
    }

    // Telegram takes 0.2 s, so the crash comes when the invite is done and nobody knows of it.
    @Test(arguments: ["invite-workers", "integration-service"])
    func `an invite that was done when a process crashed counts for its account`(
        _ process: String
    ) {
        let box = WholeBox(accounts: 1)
        box.campaign(at: 0, people: 2)
        box.crash(process, at: 0.1, for: 10)
        box.run(until: 7200)
        #expect(box.status(1)["targets"]?["invited"]?.integer == 2)
        #expect(box.accounts.map(\.invitesToday) == [2])
        #expect(box.broken == [])
    }

    @Test func `the same seed yields the same run`() {
        let texts = (0..<2).map { _ in
            let box = WholeBox(accounts: 4, users: 2, seed: 7, outcomes: WholeBox.unkind)
            box.campaign(at: 0, people: 20)
            box.campaign(at: 50, people: 20, user: 2)
            for number in 0..<10 { box.parse(at: Double(number) * 100, messages: 60) }
            box.crash("invite-workers", at: 400, for: 10)
            box.run(until: 40_000)
            return "\(box.tasks) \(box.status(1)) \(box.accounts)"
        }
        #expect(texts[0] == texts[1])
    }
}
