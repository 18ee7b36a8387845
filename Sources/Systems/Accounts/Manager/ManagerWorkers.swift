import Infrastructure

/// The manager's background workers: what is done by the clock and not by requests.
final class ManagerWorkers: Sendable {
    private let manager: AccountManager
    private let settings: ManagerWorkerSettings
    private let clock: any SystemClock

    init(_ manager: AccountManager) {
        self.manager = manager
        settings = manager.settings.workers
        clock = manager.environment.clock
    }

    /// Starts those that are switched on; each waits for its interval first.
    func start() {
        if let interval = settings.recoveries {
            clock.spawn("recoveries") { await self.repeatWork(.recoveries, every: interval) }
        }
        if settings.resetsDaily {
            clock.spawn("daily reset") { await self.resetDaily() }
        }
        if let interval = settings.health {
            clock.spawn("health monitoring") { await self.repeatWork(.health, every: interval) }
        }
        if let interval = settings.locks {
            clock.spawn("locks cleanup") { await self.repeatWork(.locks, every: interval) }
        }
        if let interval = settings.cleanup {
            clock.spawn("rate limit cleanup") {
                await self.repeatWork(.rateLimits, every: interval)
            }
        }
        if let interval = settings.report {
            clock.spawn("health report") { await self.repeatWork(.report, every: interval) }
        }
    }

    /// Works at every multiple of an interval since the start of the run, until the process ends.
    private func repeatWork(_ work: BackgroundWork, every interval: Duration) async {
        let length = max(1, interval.nanoseconds)
        while true {
            let now = clock.now.nanoseconds
            let rest = length - now % length
            do { try await clock.sleep(for: .nanoseconds(rest)) } catch { return }
            guard await carryOut(work) else { return }
        }
    }

    private func resetDaily() async {
        await repeatWork(.dailyReset, every: .seconds(86_400))
    }

    /// Carries out a piece of work; after an error again, three times, a minute later each.
    ///
    /// False when the process has ended.
    private func carryOut(_ work: BackgroundWork) async -> Bool {
        var attempt = 0
        while true {
            do throws(KeyValueStoreError) {
                note(work, try await perform(work), isSuccess: true)
                return true
            } catch {
                if error == .cancelled { return false }
                note(work, 0, isSuccess: false)
            }
            guard attempt < 3 else { return true }
            attempt += 1
            do { try await clock.sleep(for: .seconds(60)) } catch { return false }
        }
    }

    /// How many accounts, keys or alerts the work was about.
    private func perform(_ work: BackgroundWork) async throws(KeyValueStoreError) -> Int {
        switch work {
        case .recoveries: try await manager.processRecoveries(limit: 50)
        case .dailyReset: manager.startDay()
        case .health: try await manager.monitorHealth(limit: 100)
        case .locks: try await manager.removeEndlessLocks()
        case .rateLimits: try await manager.cleanUpRateLimits()
        case .report: try await manager.reportHealth()
        }
    }

    private func note(_ work: BackgroundWork, _ count: Int, isSuccess: Bool) {
        manager.log.write(
            .background(work, count: count, isSuccess: isSuccess),
            row: nil,
            userID: 0,
            at: clock.now
        )
    }
}
