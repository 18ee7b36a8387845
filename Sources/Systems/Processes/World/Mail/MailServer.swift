package import Infrastructure
import Synchronization

/// The mail server with its outbox, which anybody may read.
///
/// It knows mails by their ids: one that comes again is taken, and not sent again. It belongs to
/// no process of the engine.
package final class MailServer: SynchronousService {
    package static let name: ServiceName = "mail-server"
    static let path = HTTPPath("/mails")

    /// A mail and when it was taken.
    package struct Entry: Sendable {
        package let mail: Mail
        package let at: Timestamp
    }

    private struct State {
        /// The mails that are kept, from the one of number `first` on.
        var entries: [Entry] = []
        var first = 0
        var numbers: [String: Int] = [:]
        var repeats = 0
    }

    private let clock: any SystemClock
    private let telemetry: any Telemetry
    private let kept: Int
    private let sending: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let total: any EventCounter
    private let byRole: [(role: String, counter: any EventCounter)]

    /// `kept` is how many of the latest mails it keeps, and knows again; `sending` hears the id of
    /// each mail that is sent.
    package init(
        _ environment: SystemEnvironment,
        kept: Int,
        roles: [String],
        sending: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.sending = sending
        clock = environment.clock
        telemetry = environment.telemetry
        self.kept = max(1, kept)
        let telemetry = environment.telemetry
        total = telemetry.counter("processes_mails", tags: [])
        byRole = roles.map { role in
            (role, telemetry.counter("processes_mails", tags: [("role", role)]))
        }
    }

    package func answer(_ request: HTTPRequest) -> TimedResponse {
        guard request.method == .post, request.path == Self.path,
            let mail = Mail(request.body.json)
        else { return TimedResponse(HTTPResponse(.badRequest)) }
        let entry = Entry(mail: mail, at: clock.now)
        if state.withLock({ take(entry, into: &$0) }) {
            let counter = byRole.first { $0.role == mail.role }?.counter ?? total
            counter.add()
            sending(mail.id)
        }
        return TimedResponse(HTTPResponse(.ok), after: .usual)
    }

    /// Puts a mail into the outbox; false for one that is there.
    private func take(_ entry: Entry, into state: inout State) -> Bool {
        guard state.numbers[entry.mail.id] == nil else {
            state.repeats += 1
            return false
        }
        state.numbers[entry.mail.id] = state.first + state.entries.count
        state.entries.append(entry)
        // In portions, since taking the first away moves all others.
        guard state.entries.count >= 2 * kept else { return true }
        for old in state.entries.prefix(kept) { state.numbers[old.mail.id] = nil }
        state.entries.removeFirst(kept)
        state.first += kept
        return true
    }

    /// How many mails were sent in all.
    package var sent: Int {
        state.withLock { $0.first + $0.entries.count }
    }

    /// How often a mail came again and was not sent again.
    package var repeats: Int {
        state.withLock { $0.repeats }
    }

    /// A part of the mails that fit, newest first, and how many fit.
    package func outbox(
        offset: Int,
        limit: Int,
        where fits: (Mail) -> Bool = { _ in true }
    ) -> (entries: [Entry], total: Int) {
        state.withLock { state in
            var page: [Entry] = []
            var total = 0
            for entry in state.entries.suffix(kept).reversed() where fits(entry.mail) {
                if total >= offset, page.count < limit { page.append(entry) }
                total += 1
            }
            return (page, total)
        }
    }
}
