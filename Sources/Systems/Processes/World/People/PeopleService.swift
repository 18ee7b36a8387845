package import Infrastructure
import JSON
import Synchronization

/// People, as far as processes ask them: a list of tasks, and decisions after some time.
///
/// They belong to no process: a crash of an engine does not make them forget. What they decide and
/// how long that takes is drawn for the very step, whatever else happens.
package final class PeopleService: SynchronousService {
    package static let name: ServiceName = "people"
    static let path = HTTPPath("/questions")

    private let clock: any SystemClock
    private let chance: any Chance
    private let configuration: ProcessConfiguration
    private let state: Mutex<PeopleState>
    private let desk = Mutex<(any DecisionDesk)?>(nil)
    private let busy: [any BusyGauge]
    private let answerTimes: [any DurationTrend]

    /// The pause before an answer is handed in again, and how often that is done.
    private static let pause = Duration.seconds(1)
    private static let mostAttempts = 100_000

    package init(
        _ settings: [PeopleSettings],
        environment: SystemEnvironment,
        configuration: ProcessConfiguration
    ) {
        clock = environment.clock
        chance = environment.chance
        self.configuration = configuration
        state = Mutex(PeopleState(settings))
        let telemetry = environment.telemetry
        busy = settings.map { people in
            telemetry.utilization(of: "people.\(people.role)", capacity: people.count)
        }
        answerTimes = settings.map { people in
            telemetry.trend("processes_answer_time", tags: [("role", people.role)])
        }
    }

    /// Where answers go from now on.
    package func answer(to desk: any DecisionDesk) {
        self.desk.withLock { $0 = desk }
    }

    /// How many questions nobody has answered.
    package var openQuestions: Int { state.withLock { $0.count } }

    package func answer(_ request: HTTPRequest) -> TimedResponse {
        guard request.method == .post, request.path == Self.path,
            let body = request.body.json, let subject = PeopleSubject(body["subject"]),
            let role = body["role"]?.string, let instance = body["instance"]?.string,
            let node = body["node"]?.integer.flatMap({ Int32(exactly: $0) }),
            let visit = body["visit"]?.integer.flatMap({ Int32(exactly: $0) })
        else { return TimedResponse(HTTPResponse(.badRequest)) }
        let now = clock.now.nanoseconds
        // A role without people is asked all the same: somebody else may decide.
        if let number = state.withLock({ $0.role(role) }) {
            let question = OpenQuestion(
                instance: instance,
                node: node,
                visit: visit,
                subject: state.withLock { $0.number(of: subject) },
                role: number,
                person: 0,
                askedAt: now,
                assigning: body["assign"]?.object ?? JSONObject(),
                task: clock.suspend()
            )
            let isNew = state.withLock { $0.ask(question, at: now, time) }
            if !isNew { question.task.drop() }
            setAlarms()
        }
        return TimedResponse(HTTPResponse(.ok), after: .usual)
    }

    private func time(_ question: OpenQuestion, _ people: PeopleSettings) -> Duration {
        busy[Int(question.role)].add(1)
        return chance.duration(
            PeopleSettings.timeName(of: people.role),
            entity: question.entity,
            n: UInt64(UInt32(bitPattern: question.visit))
        )
    }

    /// Has tasks sleep for the ends that come before all that are slept for.
    private func setAlarms() {
        while let (row, task, due) = state.withLock({ $0.nextAlarm() }) {
            task.resume("people") { await self.work(row, until: due) }
        }
    }

    private func work(_ row: Int32, until due: Int64) async {
        let rest = due - clock.now.nanoseconds
        do {
            if rest > 0 { try await clock.sleep(for: .nanoseconds(rest)) }
            let now = clock.now.nanoseconds
            let desk = desk.withLock { $0 }
            let (question, dropped) = state.withLock { state in
                state.finish(
                    row,
                    at: now,
                    isOpen: { desk?.isOpen($0.instance, $0.step) ?? true },
                    time
                )
            }
            for task in dropped { task.drop() }
            setAlarms()
            guard let question, let desk else { return }
            busy[Int(question.role)].add(-1)
            if desk.isOpen(question.instance, question.step) {
                try await decide(question, at: desk)
            }
        } catch {}
    }
}

// MARK: - Decisions

extension PeopleService {
    private func decide(
        _ question: OpenQuestion,
        at desk: any DecisionDesk
    ) async throws(CancellationError) {
        let (subject, people) = state.withLock { state in
            (state.subject(of: question), state.roles[Int(question.role)].settings)
        }
        guard let outcome = outcome(of: question, subject, people) else { return }
        let key = "\(question.instance)/\(question.node)/\(question.visit)"
        let answer = PeopleAnswer(
            instance: question.instance,
            step: question.step,
            outcome: outcome,
            role: people.role,
            author: question.person == 0 ? people.role : "\(people.role)-\(question.person)",
            key: "people/\(key)",
            assigning: question.assigning
        )
        let isTaken = try await persist { try await desk.decide(answer) }
        guard isTaken == true else { return }
        answerTimes[Int(question.role)].record(
            .nanoseconds(clock.now.nanoseconds - question.askedAt)
        )
        let changes = subject.adjustments
            .filter { $0.outcome == nil || $0.outcome == outcome }
            .map(\.change)
        guard !changes.isEmpty else { return }
        _ = try await persist {
            try await self.configuration.change(
                subject.definition,
                thresholds: changes,
                author: answer.author,
                key: key
            )
        }
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
