import Infrastructure
import SimulationKernel
import Testing

@testable import Systems

/// What is measured of the manager, and what is left when its process crashes.
struct ManagerMetersTests {
    @Test func `every step of an account's life is counted once`() {
        let meters = MeterNotes()
        let box = AccountsBox(accounts: 2, meters: meters)
        box.at(0) { try await $0.allocate("a", minutes: 1) }
        box.at(10) { try await $0.allocate("b", for: .parsing, minutes: 1) }
        box.at(20) { try await $0.allocate("c") }
        box.at(30) { try await $0.allocate("a", preferred: 0, minutes: 1) }
        box.at(35) { await $0.check(0, .message) }
        box.at(36) { try await $0.record(0, .message) }
        box.at(37) { await $0.check(0, .message) }
        box.at(40) { try await $0.release(0, "a") }
        box.at(100) { try await $0.fail(0, .floodWait, "30") }
        box.at(101) { try await $0.fail(1, .authKeyError) }
        box.at(200) { "\(try await $0.manager.processRecoveries(limit: 5))" }
        box.at(201) { try await $0.allocate("b", minutes: 1) }
        box.at(202) { "\(try await $0.manager.clearLocks().count)" }
        box.at(203) { try await $0.allocate("a", minutes: 1) }
        box.run(until: 210)
        #expect(
            meters.lines == [
                "accounts_actions{action=message} 1",
                "accounts_allocation_held{service=a,end=released} 10s",
                "accounts_allocation_held{service=a,end=renewed} 30s",
                "accounts_allocation_held{service=b,end=cleared} 1s",
                "accounts_allocation_held{service=b,end=expired} 60s",
                "accounts_allocations{purpose=general,service=a,status=allocated} 3",
                "accounts_allocations{purpose=general,service=b,status=allocated} 1",
                "accounts_allocations{purpose=general,service=c,status=refused} 1",
                "accounts_allocations{purpose=parsing,service=b,status=allocated} 1",
                "accounts_by_status{status=active} 1", "accounts_by_status{status=disabled} 1",
                "accounts_checks{action=message,answer=allowed} 1",
                "accounts_checks{action=message,answer=denied} 1",
                "accounts_errors{type=auth_key_error} 1", "accounts_errors{type=flood_wait} 1",
                "accounts_held{service=a} 1",
                "accounts_recoveries{type=auto} 1",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `services beyond the first thirty-two are measured together`() {
        let meters = MeterNotes()
        let box = AccountsBox(meters: meters)
        for number in 0..<40 {
            box.at(Double(number)) { try await $0.allocate("s\(number)", user: 2) }
        }
        box.run()
        let refusals = meters.lines.filter { $0.hasPrefix("accounts_allocations") }
        #expect(refusals.count == 33)
        #expect(
            refusals.contains(
                "accounts_allocations{purpose=general,service=other,status=refused} 8"
            )
        )
    }

    @Test func `a crash while a lock is under way leaves the account free`() {
        let box = AccountsBox(latency: .constant(1_000_000))
        box.simulation.spawn("crashing", group: 7) { _ = try? await box.allocate("a") }
        box.at(0.0005) { box in
            box.simulation.cancelTasks(of: 7)
            return "crashed"
        }
        box.at(1) { try await $0.allocate("a", minutes: 1) }
        box.at(100) { try await $0.allocate("b") }
        #expect(
            box.run(until: 200) == [
                "0.0005s crashed", "1.001s a has A0 until 61s", "100.001s b has A0 until 1900s",
            ]
        )
        #expect(box.broken == [])
    }

    @Test func `a crash while a record is under way counts it for the day`() {
        let box = AccountsBox(latency: .constant(1_000_000)) { $0.limits.message.daily = 1 }
        box.simulation.spawn("crashing", group: 7) { _ = try? await box.record(0, .message) }
        box.at(0.0005) { box in
            box.simulation.cancelTasks(of: 7)
            return "crashed"
        }
        box.at(1) { await $0.check(0, .message) }
        #expect(box.run(until: 10).last == "1.001s Daily limit exceeded 1/1")
        #expect(box.broken == [])
    }
}
