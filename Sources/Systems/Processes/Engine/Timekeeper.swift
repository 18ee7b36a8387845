import Infrastructure

/// Keeps timers until they are due.
///
/// A timer is a message that is not settled before it has rung, so that the broker gives those of
/// a crashed engine to another one.
final class Timekeeper: MessageConsumer {
    private struct Timer: Sendable {
        let message: TimerMessage
        let delivery: Delivery
        let channel: any BrokerChannel
        let task: any SuspendedTask
    }

    private let clock: any SystemClock
    private let agenda: Agenda<Timer>

    /// Made at the start of a process.
    init(_ commands: InstanceCommands) {
        let clock = commands.world.environment.clock
        self.clock = clock
        agenda = Agenda(clock, "timers of the engine") { timer in
            timer.task.resume("timer") { await Self.ring(timer, commands) }
        }
    }

    func handle(_ delivery: Delivery, on channel: any BrokerChannel) async {
        guard let message = TimerMessage(delivery.message.body) else {
            return channel.reject(delivery, requeue: false)
        }
        let timer = Timer(
            message: message,
            delivery: delivery,
            channel: channel,
            task: clock.suspend()
        )
        agenda.add(timer, due: message.due)
    }

    private static func ring(_ timer: Timer, _ commands: InstanceCommands) async {
        do throws(CommandError) {
            let isRepeated = timer.delivery.isRedelivered
            try await commands.timerIsDue(timer.message, isRepeated: isRepeated)
            timer.channel.acknowledge(timer.delivery)
        } catch {
            guard error != .cancelled else { return }
            try? await commands.world.environment.clock.sleep(for: .seconds(1))
            timer.channel.reject(timer.delivery, requeue: true)
        }
    }
}
