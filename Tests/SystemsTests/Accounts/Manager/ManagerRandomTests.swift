import Infrastructure
import SimulationKernel
import TestSupport
import Testing

@testable import Systems

/// Services that do anything at any time, on a store that takes its time, break no promise.
struct ManagerRandomTests {
    struct Step: Sendable, CustomStringConvertible {
        enum Action: Sendable {
            case allocate(preferred: Int?, minutes: Int)
            case release(invites: Int, error: AccountErrorKind?)
            case check(AccountAction)
            case record(AccountAction)
            case fail(AccountErrorKind, Int)
            case recover
            case schedule(after: Double)
            case reset
            case releaseAll
            case clear
        }

        let second: Double
        let account: Int
        let service: String
        let channel: String?
        let action: Action

        var description: String {
            "\(second)s \(service) A\(account) \(channel ?? "-") \(action)"
        }
    }

    private static let actions: [AccountAction] = [
        .invite, .invite, .invite, .message, .message, .addContact, .parse, .joinChannel,
    ]
    private static let errors = AccountErrorKind.allCases

    /// Limits that crowds of steps reach, each of them.
    private static let limits: AccountLimits = {
        var limits = AccountLimits()
        limits.invite = ActionLimits(
            daily: 6,
            hourly: 4,
            cooldown: .milliseconds(3),
            burst: 2,
            burstCooldown: .milliseconds(30),
            perChannelDaily: 3,
            perChannelTotal: 9
        )
        limits.message = ActionLimits(
            daily: 5,
            hourly: 2,
            cooldown: .milliseconds(1),
            burst: 3,
            burstCooldown: .milliseconds(2)
        )
        limits.addContact = limits.message
        limits.addContact.daily = 2
        limits.parse.hourly = 3
        return limits
    }()

    /// Steps that come in crowds: minutes or hours lie between them, and milliseconds within.
    private func steps(_ count: Int, seed: UInt64) -> [Step] {
        let stream = Simulation(seed: seed).random.stream("steps")
        var n: UInt64 = 0
        func draw(_ bound: Int) -> Int {
            n += 1
            return Int(stream.below(UInt64(bound), entity: 0, n: n))
        }
        // Bans are rare, or soon nobody would be left.
        func error() -> AccountErrorKind {
            draw(100) == 0 ? Self.errors[draw(9)] : [.floodWait, .networkError][draw(2)]
        }
        var second = 0.0
        return (0..<count).map { _ in
            switch draw(40) {
            case 0: second += Double(draw(40_000))
            case 1..<10: second += Double(draw(400_000)) / 1000
            default: second += Double(draw(8)) / 1000
            }
            let channels = [nil, "a", "@A", "t.me/b"]
            let action: Step.Action =
                switch draw(16) {
                case 0...3:
                    .allocate(preferred: draw(4) == 0 ? draw(3) : nil, minutes: draw(3))
                case 4...5:
                    .release(invites: draw(3), error: draw(8) == 0 ? error() : nil)
                case 6...8: .check(Self.actions[draw(8)])
                case 9...11: .record(Self.actions[draw(8)])
                case 12: draw(3) == 0 ? .fail(error(), draw(600)) : .recover
                case 13: .schedule(after: Double(draw(10_000)) - 5000)
                case 14: draw(3) == 0 ? .reset : .recover
                default: draw(2) == 0 ? .releaseAll : .clear
                }
            return Step(
                second: second,
                account: draw(3),
                service: ["a", "b", "c"][draw(3)],
                channel: channels[draw(4)],
                action: action
            )
        }
    }

    /// The promises that steps break, with what the store shows.
    private func broken(_ steps: [Step], _ quirks: AccountsQuirks = []) -> [String] {
        let latency = Distribution.uniform(min: 100_000, max: 3_000_000)
        let box = AccountsBox(accounts: 3, quirks: quirks, latency: latency) { settings in
            settings.limits = Self.limits
        }
        for step in steps { box.at(step.second) { try await $0.perform(step) } }
        box.at((steps.last?.second ?? 0) + 100_000) { box in
            _ = try await box.manager.processRecoveries(limit: 1000)
            return "done"
        }
        let lines = box.run(until: (steps.last?.second ?? 0) + 200_000)
        let answers = lines.count == steps.count + 1 ? [] : ["only \(lines.count) answers"]
        let lent = lines.count { $0.contains(" has ") }
        let isIdle = steps.count > 1000 && (lent < 50 || lines.count { $0.hasSuffix(" yes") } < 5)
        return box.broken + answers + (isIdle ? ["\(lent) accounts were lent"] : [])
    }

    @Test(arguments: 1...UInt64(randomStepCount("MANAGER_STEPS", debug: 12_000) / 1500))
    func `random work breaks no promise`(_ seed: UInt64) {
        let steps = steps(1500, seed: seed)
        guard !broken(steps).isEmpty else { return }
        let shortest = shrunk(steps) { !broken($0).isEmpty }
        let text = shortest.map(\.description).joined(separator: "\n")
        Issue.record("\(broken(shortest))\n\(text)")
    }
}

extension AccountsBox {
    fileprivate func perform(_ step: ManagerRandomTests.Step) async throws -> String {
        switch step.action {
        case .allocate(let preferred, let minutes):
            let purpose = AccountPurpose.allCases[step.account % 3]
            return try await allocate(
                step.service,
                for: purpose,
                preferred: preferred,
                channel: step.channel,
                minutes: minutes
            )
        case .release(let invites, let error):
            let channels = step.channel.map { [$0] } ?? []
            return try await release(
                step.account,
                step.service,
                invites: invites,
                channels: channels,
                error: error
            )
        case .check(let action): return await check(step.account, action, channel: step.channel)
        case .record(let action):
            return try await record(step.account, action, channel: step.channel)
        case .fail(let kind, let wait): return try await fail(step.account, kind, "\(wait)")
        case .recover: return "\(try await manager.processRecoveries(limit: 50))"
        case .schedule(let delay):
            let time = manager.now.adding(.milliseconds(Int64(delay * 1000)))
            let id = id(step.account)
            return "\(try await manager.scheduleRecovery(id, at: time, type: "manual"))"
        case .reset: return "\(manager.resetDailyLimits())"
        case .releaseAll: return "\(try await manager.releaseAll(of: step.service).released)"
        case .clear: return "\(try await manager.clearLocks().count)"
        }
    }
}
