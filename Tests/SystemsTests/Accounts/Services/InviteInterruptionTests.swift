import InMemoryInfrastructure
import Infrastructure
import JSON
import SimulationKernel
import Synchronization
import Testing

@testable import Systems

/// Campaigns that are paused, ended or hit by crashes.
@Suite struct InviteInterruptionTests {
    private static func box(_ people: Int, accounts: Int = 1) -> ServicesBox {
        let box = ServicesBox(accounts: accounts)
        let targets = (1...people).map { JSONValue.object(["username": .string("u\($0)")]) }
        let body: JSONValue = [
            "user_id": 1, "name": "Test", "platform": "telegram", "targets": .array(targets),
            "invite_data": ["group_id": "@channel"],
        ]
        box.send(at: 0, .post, "/api/v1/campaigns", body, to: InviteService.name)
        return box
    }

    private static func ask(
        _ box: ServicesBox,
        at second: Double,
        _ method: HTTPMethod,
        _ path: String
    ) -> Int {
        box.send(at: second, method, "/api/v1/tasks/\(path)", to: InviteService.name)
    }

    @Test func `a paused campaign waits, and goes on with the next target`() {
        let box = Self.box(3)
        let paused = Self.ask(box, at: 5, .post, "1/pause")
        let asked = Self.ask(box, at: 500, .get, "1/status")
        let resumed = Self.ask(box, at: 1000, .post, "1/resume")
        box.run(until: 2000)
        #expect(box.replies[paused]?.status == 200)
        #expect(box.reply(asked)["status"]?.string == "PAUSED")
        #expect(box.reply(asked)["targets"]?["invited"]?.integer == 1)
        #expect(box.replies[resumed]?.status == 200)
        let seconds = box.lines("invite").compactMap { $0.split(separator: " ").first }
        #expect(seconds == ["0", "1000", "1070"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a pause that ends before anybody noticed changes nothing`() {
        let box = Self.box(2)
        _ = Self.ask(box, at: 5, .post, "1/pause")
        _ = Self.ask(box, at: 6, .post, "1/resume")
        box.run(until: 1000)
        let seconds = box.lines("invite").compactMap { $0.split(separator: " ").first }
        #expect(seconds == ["0", "70"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test(arguments: ["cancel", "pause and cancel", "delete", "pause and delete"])
    func `a campaign that is given up is done with`(_ how: String) {
        let box = Self.box(3)
        if how.hasPrefix("pause") { _ = Self.ask(box, at: 5, .post, "1/pause") }
        let ended =
            how.hasSuffix("cancel")
            ? Self.ask(box, at: 100, .post, "1/cancel") : Self.ask(box, at: 100, .delete, "1")
        let asked = Self.ask(box, at: 300, .get, "1/status")
        box.run(until: 2000)
        #expect(box.replies[ended]?.status == 200)
        if how.hasSuffix("cancel") {
            #expect(box.reply(asked)["status"]?.string == "CANCELLED")
        } else {
            #expect(box.replies[asked]?.status == 404)
        }
        #expect(box.tasks == "1 accepted, 1 failed")
    }

    // 0.. holds the account, 10 to 70 waits in the queue of what is delayed, 70.. holds it again.
    @Test(arguments: [0.0, 3, 10, 30, 69.5, 70, 75, 139, 150])
    func `a crash of the workers loses no target and invites nobody twice`(_ second: Double) {
        let box = Self.box(3)
        box.perform(at: second) { _ = $0.supervisor.crash("invite-workers") }
        box.perform(at: second + 20) { $0.supervisor.restart("invite-workers") }
        let asked = Self.ask(box, at: 5000, .get, "1/status")
        box.run(until: 5001)
        #expect(box.reply(asked)["status"]?.string == "COMPLETED")
        #expect(box.reply(asked)["targets"]?["invited"]?.integer == 3)
        #expect(box.performed.count == 3)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `many crashes lose nothing either`() {
        let box = Self.box(10, accounts: 3)
        for second in stride(from: 7.0, to: 2000, by: 43) {
            box.perform(at: second) { _ = $0.supervisor.crash("invite-workers") }
            box.perform(at: second + 5) { $0.supervisor.restart("invite-workers") }
        }
        box.run(until: 10_000)
        #expect(box.performed.count == 10)
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `a manager that is silent is asked again, and what was done is written down`() {
        let box = Self.box(2)
        box.perform(at: 50) { box in box.manager.state.withLock { $0.isSilent = true } }
        box.perform(at: 200) { box in box.manager.state.withLock { $0.isSilent = false } }
        box.run(until: 2000)
        // Silence is met at 70 and 130 s; the third attempt is two minutes after that.
        let seconds = box.lines("invite").compactMap { $0.split(separator: " ").first }
        #expect(seconds == ["0", "250"])
        #expect(box.tasks == "1 accepted, 1 completed")
    }

    @Test func `the service comes back after a crash with all that it knew`() {
        let box = Self.box(2)
        box.perform(at: 30) { _ = $0.supervisor.crash("invite-service") }
        box.perform(at: 40) { $0.supervisor.restart("invite-service") }
        let asked = Self.ask(box, at: 200, .get, "1/status")
        box.run(until: 300)
        #expect(box.reply(asked)["targets"]?["invited"]?.integer == 2)
    }
}
