import Infrastructure
import JSON
import Synchronization

/// Telegram, as far as accounts invite and parse: the truth about what was done.
///
/// What a call comes to is, in this order: the rest of a flood wait or the end of the account, what
/// the script says of this very call, what luck says by rates, who is in the channel already.
final class TelegramService: SynchronousService {
    static let name: ServiceName = "telegram"

    /// Told of each success for a service that asks the manager before it acts.
    typealias Witness =
        @Sendable (_ account: Int, AccountAction, _ channel: String, Timestamp) -> Void

    private let clock: any SystemClock
    private let chance: any Chance
    private let script: [ScriptedOutcome]
    private let numbers: [String: Int]
    private let state: Mutex<TelegramState>
    private let witness: Witness

    /// Services that ask the manager before every call.
    private static let careful: [ServiceName] = ["invite-service", "parsing-service"]

    /// `accounts` are the accounts' UUIDs, by number.
    init(
        accounts: [String],
        settings: TelegramSettings,
        environment: SystemEnvironment,
        witness: @escaping Witness
    ) {
        clock = environment.clock
        chance = environment.chance
        script = settings.script
        self.witness = witness
        state = Mutex(TelegramState(accounts: accounts.count))
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(accounts.count)
        for (number, id) in accounts.enumerated() { numbers[id] = number }
        self.numbers = numbers
    }

    func answer(_ request: HTTPRequest) -> TimedResponse {
        guard let call = TelegramCall(request) else {
            return TimedResponse(
                HTTPResponse(
                    .badRequest,
                    json: ["ok": false, "error_code": 400, "description": "METHOD_INVALID"]
                )
            )
        }
        guard let account = numbers[call.account] else {
            return TimedResponse(TelegramOutcome.authKeyError.response(result: nil), after: .usual)
        }
        let outcome = outcome(of: call, by: account)
        return TimedResponse(outcome.response(result: call.result), after: .usual)
    }

    private func outcome(of call: TelegramCall, by account: Int) -> TelegramOutcome {
        let now = clock.now
        let (numbers, refusal) = state.withLock { state in
            (state.count(account), state.refusal(of: account, at: now))
        }
        if let refusal { return refusal }
        var outcome =
            scripted(account, numbers) ?? drawn(call, account, numbers.ofAccount) ?? .success
        if outcome == .success, case .invite(let user?) = call.method {
            let channel = ChannelName.normalised(call.channel)
            let isNew = state.withLock { $0.join(user, channel) }
            if !isNew { outcome = .alreadyParticipant }
        }
        state.withLock { $0.settle(outcome, of: account, at: now) }
        if outcome == .success, let service = call.service, Self.careful.contains(service) {
            witness(account, call.action, call.channel, now)
        }
        return outcome
    }

    private func scripted(_ account: Int, _ numbers: TelegramState.Numbers) -> TelegramOutcome? {
        for line in script {
            let number = line.account == nil ? numbers.ofAll : numbers.ofAccount
            guard line.account ?? account == account, line.call == Int(clamping: number) else {
                continue
            }
            if let outcome = TelegramOutcome(plainName: line.outcome) { return outcome }
            return floodWait(line.wait, account, numbers.ofAccount)
        }
        return nil
    }

    private func drawn(
        _ call: TelegramCall,
        _ account: Int,
        _ number: UInt64
    ) -> TelegramOutcome? {
        let entity = UInt64(account)
        if chance.happens("floodWait", entity: entity, n: number) {
            return floodWait(nil, account, number)
        }
        for (name, outcome) in TelegramOutcome.names.dropFirst()
        where call.action == .invite || outcome.concernsAccount {
            if chance.happens(name, entity: entity, n: number) { return outcome }
        }
        return nil
    }

    /// A flood wait of whole seconds, one at least.
    private func floodWait(_ wait: Duration?, _ account: Int, _ n: UInt64) -> TelegramOutcome {
        let wait = wait ?? chance.duration("floodWaitTime", entity: UInt64(account), n: n)
        let (seconds, rest) = wait.components
        return .floodWait(seconds: max(1, rest > 0 ? seconds + 1 : seconds))
    }
}

extension TelegramCall {
    /// What a success of it holds.
    fileprivate var result: JSONValue {
        switch method {
        case .invite: true
        case .parse(let offset, let count):
            ["first_message_id": .integer(offset + 1), "messages": .integer(count)]
        }
    }
}
