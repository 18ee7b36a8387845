package import Infrastructure
import JSON
import Synchronization

/// People, as far as processes ask them: a list of tasks, and decisions after some time.
///
/// They belong to no process: a crash of an engine does not make them forget. What they decide and
/// how long that takes is drawn for the very step, whatever else happens.
package final class PeopleService: Sendable {
    package static let name: ServiceName = "people"

    package let meters: PeopleMeters
    private let clock: any SystemClock
    private let chance: any Chance
    private let configuration: ProcessConfiguration
    private let state: Mutex<PeopleState>
    private let desk = Mutex<(any DecisionDesk)?>(nil)
    private let agenda = Mutex<Agenda<Int32>?>(nil)

    /// The pause before an answer is handed in again, and how often that is done.
    private static let pause = Duration.seconds(1)
    private static let mostAttempts = 100_000

    /// `people` has every role that is asked, also those without anybody.
    package init(
        _ people: [PeopleSettings],
        environment: SystemEnvironment,
        configuration: ProcessConfiguration
    ) {
        clock = environment.clock
        chance = environment.chance
        self.configuration = configuration
        state = Mutex(PeopleState(people))
        meters = PeopleMeters(environment.telemetry, people)
        let agenda = Agenda<Int32>(environment.clock, "people") { [weak self] row in
            self?.finish(row)
        }
        self.agenda.withLock { $0 = agenda }
    }

    /// Where answers go from now on.
    package func answer(to desk: any DecisionDesk) {
        self.desk.withLock { $0 = desk }
    }

    /// How many questions nobody has answered.
    package var openQuestions: Int { state.withLock { $0.count } }

    /// The number under which questions of one process are asked.
    func number(of subject: PeopleSubject) -> Int32 {
        state.withLock { $0.number(of: subject) }
    }

    /// Puts a question into the list of a role; the same again changes nothing.
    func ask(
        _ subject: Int32,
        of role: String,
        for work: ModuleWork,
        assigning values: JSONObject
    ) {
        // A role that nobody knows is asked all the same: clients of the API may decide.
        guard let number = state.withLock({ $0.role(role) }) else { return }
        let question = OpenQuestion(
            instance: work.instance,
            node: Int32(truncatingIfNeeded: work.step.node),
            visit: Int32(truncatingIfNeeded: work.step.visit),
            subject: subject,
            role: number,
            askedAt: clock.now.nanoseconds,
            assigning: values,
            task: clock.suspend()
        )
        if let (row, begins) = state.withLock({ $0.ask(question) }) {
            showOpen(Int(number))
            if begins { begin(question, row) }
        } else {
            question.task?.drop()
        }
    }

    private func showOpen(_ role: Int) {
        meters.open(role, state.withLock { $0.roles[role].open })
    }

    /// Somebody begins with a question.
    private func begin(_ question: OpenQuestion, _ row: Int32) {
        let people = state.withLock { $0.roles[Int(question.role)].settings }
        meters.busy(Int(question.role), 1)
        let time = chance.duration(
            PeopleSettings.timeName(of: people.role),
            entity: question.entity,
            n: UInt64(UInt32(bitPattern: question.visit))
        )
        agenda.withLock { $0 }?.add(row, due: clock.now.adding(time))
    }

    /// Somebody is through with a question, and begins with the next one.
    private func finish(_ row: Int32) {
        guard let task = state.withLock({ $0[row] }) else { return }
        let (question, next, nextRow) = state.withLock { $0.finish(row) }
        meters.busy(Int(task.role), -1)
        if let next { begin(next, nextRow) }
        guard let question, let desk = desk.withLock({ $0 }) else { return }
        question.task?.resume("answer") { await self.decide(question, at: desk) }
    }
}

extension PeopleService: QuestionDesk {
    package func withdraw(_ instance: String, _ step: StepID) {
        let (tasks, roles) = state.withLock { $0.withdraw(instance, step) }
        for task in tasks { task.drop() }
        for role in roles { showOpen(role) }
    }
}

// MARK: - Decisions

extension PeopleService {
    private func decide(_ question: OpenQuestion, at desk: any DecisionDesk) async {
        let (subject, people) = state.withLock { state in
            (state.subject(of: question), state.roles[Int(question.role)].settings)
        }
        guard let outcome = outcome(of: question, subject, people) else { return }
        let author = question.person == 0 ? people.role : "\(people.role)-\(question.person)"
        let answer = Answer(
            outcome: outcome,
            author: author,
            key: "people",
            assigning: question.assigning
        )
        do {
            let isTaken = try await persist {
                try await desk.decide(question.instance, question.step, answer)
            }
            guard isTaken == true else { return withdraw(question.instance, question.step) }
            meters.answered(
                Int(question.role),
                after: clock.now.nanoseconds - question.askedAt
            )
            meters.decided(people.role, outcome)
            let changes = subject.adjustments
                .filter { $0.outcome == nil || $0.outcome == outcome }
                .map(\.change)
            guard !changes.isEmpty else { return }
            _ = try await persist {
                try await self.configuration.change(
                    subject.definition,
                    thresholds: changes,
                    author: author,
                    key: question.step.key(in: question.instance)
                )
            }
        } catch {}
    }

    /// What somebody decides; nil for who never answers.
    private func outcome(
        of question: OpenQuestion,
        _ subject: PeopleSubject,
        _ people: PeopleSettings
    ) -> String? {
        let only = subject.outcomes.count == 1 ? subject.outcomes.first : nil
        if people.outcomes.isEmpty { return only }
        let chosen = people.outcomes.first { outcome in
            chance.happens(
                PeopleSettings.outcomeName(outcome, of: people.role),
                entity: question.entity,
                n: UInt64(UInt32(bitPattern: question.visit))
            )
        }
        guard let chosen else { return nil }
        return subject.outcomes.contains(chosen) ? chosen : only
    }

    /// Tries until it is done; nil when it never was.
    private func persist<Value>(
        _ work: () async throws -> Value
    ) async throws(CancellationError) -> Value? {
        for _ in 0..<Self.mostAttempts {
            do {
                return try await work()
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                try await clock.sleep(for: Self.pause)
            }
        }
        return nil
    }
}
