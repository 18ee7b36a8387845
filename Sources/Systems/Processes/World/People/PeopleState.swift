import Infrastructure
import JSON

/// All questions that people have, and who works on which.
///
/// A question is a row here and no task, whether it waits or somebody works on it.
struct PeopleState: Sendable {
    private(set) var roles: [PeopleRole]
    private var rows: [OpenQuestion?] = []
    private var freeRows: [Int32] = []
    /// The first row of each step, by the key of the step.
    private var places: [StepKey: Int32] = [:]
    private var subjects: [PeopleSubject] = []

    /// A step of an instance, as far as a number can tell them apart.
    private struct StepKey: Hashable {
        let entity: UInt64
        let visit: Int32
    }

    init(_ settings: [PeopleSettings]) {
        roles = settings.map(PeopleRole.init)
    }

    /// How many questions nobody has answered.
    var count: Int { roles.reduce(0) { $0 + $1.open } }

    /// The number of the role; nil for one that is not known.
    func role(_ name: String) -> Int16? {
        roles.firstIndex { $0.settings.role == name }.map { Int16($0) }
    }

    /// The number of what questions of a process have in common.
    mutating func number(of subject: PeopleSubject) -> Int32 {
        if let place = subjects.firstIndex(of: subject) { return Int32(place) }
        subjects.append(subject)
        return Int32(subjects.count - 1)
    }

    func subject(of question: OpenQuestion) -> PeopleSubject { subjects[Int(question.subject)] }

    /// Writes a question down, unless the role has been asked already; its row, and whether
    /// somebody begins with it now.
    mutating func ask(_ question: OpenQuestion) -> (row: Int32, begins: Bool)? {
        var question = question
        let key = StepKey(entity: question.entity, visit: question.visit)
        question.next = places[key] ?? -1
        guard find(question.next, where: { $0.role == question.role }) == nil else { return nil }
        let role = Int(question.role)
        let person = roles[role].takeFree()
        if let person {
            question.person = person
            question.phase = .underWay
        }
        let row = insert(question)
        places[key] = row
        roles[role].open += 1
        if person == nil, roles[role].settings.count != 0 { roles[role].wait(row) }
        return (row, person != nil)
    }

    subscript(row: Int32) -> OpenQuestion? { rows[Int(row)] }

    /// Ends the work on a question; whoever had it takes the next one of the role.
    ///
    /// Returns the question unless nobody wants an answer any more, and the next one.
    mutating func finish(_ row: Int32) -> (question: OpenQuestion?, next: OpenQuestion?, Int32) {
        guard let question = rows[Int(row)] else { return (nil, nil, -1) }
        let isWanted = !question.isWithdrawn
        if isWanted {
            rows[Int(row)]?.phase = .settled
            rows[Int(row)]?.task = nil
        } else {
            free(row)
        }
        let role = Int(question.role)
        while let next = roles[role].takeWaiting() {
            guard rows[Int(next)]?.isWithdrawn == false else {
                free(next)
                continue
            }
            rows[Int(next)]?.person = question.person
            rows[Int(next)]?.phase = .underWay
            return (isWanted ? question : nil, rows[Int(next)], next)
        }
        roles[role].giveBack(question.person)
        return (isWanted ? question : nil, nil, -1)
    }

    /// Nobody wants answers to the questions of a step any more; the tasks that they were part of.
    mutating func withdraw(
        _ instance: String,
        _ step: StepID
    ) -> (tasks: [any SuspendedTask], roles: [Int]) {
        let node = Int32(truncatingIfNeeded: step.node)
        let visit = Int32(truncatingIfNeeded: step.visit)
        let key = StepKey(entity: OpenQuestion.entity(instance, node: node), visit: visit)
        var tasks: [any SuspendedTask] = []
        var changed: [Int] = []
        var row = places.removeValue(forKey: key) ?? -1
        while row >= 0, let question = rows[Int(row)] {
            if let task = question.task { tasks.append(task) }
            rows[Int(row)]?.task = nil
            rows[Int(row)]?.isWithdrawn = true
            roles[Int(question.role)].open -= 1
            changed.append(Int(question.role))
            let isWaitingForNobody =
                question.phase == .waiting && roles[Int(question.role)].settings.count == 0
            // Rows that wait or are worked on are freed when their turn comes, or their end.
            if question.phase == .settled || isWaitingForNobody { free(row) }
            row = question.next
        }
        return (tasks, changed)
    }

    private func find(
        _ first: Int32,
        where matches: (OpenQuestion) -> Bool
    ) -> OpenQuestion? {
        var row = first
        while row >= 0, let question = rows[Int(row)] {
            if matches(question) { return question }
            row = question.next
        }
        return nil
    }

    private mutating func insert(_ question: OpenQuestion) -> Int32 {
        if let row = freeRows.popLast() {
            rows[Int(row)] = question
            return row
        }
        rows.append(question)
        return Int32(rows.count - 1)
    }

    private mutating func free(_ row: Int32) {
        guard rows[Int(row)] != nil else { return }
        rows[Int(row)] = nil
        freeRows.append(row)
    }
}
