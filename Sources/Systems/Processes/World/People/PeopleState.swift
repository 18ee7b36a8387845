import Infrastructure
import JSON

/// A question that somebody was asked.
struct OpenQuestion: Sendable {
    let instance: String
    let node: Int32
    let visit: Int32
    let subject: Int32
    let role: Int16
    /// The number of the one who works on it; 0 for one of any number.
    var person: Int32
    let askedAt: Int64
    /// Given to the instance with the answer.
    let assigning: JSONObject
    let task: any SuspendedTask

    var step: StepID { StepID(node: Int(node), visit: Int(visit)) }

    /// What keys the luck of the question: another instance moves nothing.
    var entity: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in instance.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (hash ^ UInt64(UInt32(bitPattern: node))) &* 0x100_0000_01b3
    }

    /// Tells open questions apart; two may have the same by accident.
    var hash: UInt64 {
        let place = UInt64(UInt32(bitPattern: visit)) << 16 | UInt64(UInt16(bitPattern: role))
        return (entity ^ place) &* 0x9e37_79b9_7f4a_7c15
    }

    func isSame(as other: OpenQuestion) -> Bool {
        node == other.node && visit == other.visit && role == other.role
            && instance == other.instance
    }
}

/// All questions that people have, and who works on which.
///
/// A question that waits is a row here and no task; of those that somebody works on, the few with
/// the earliest ends have a task that sleeps until then.
struct PeopleState: Sendable {
    private(set) var roles: [PeopleRole]
    private var rows: [OpenQuestion?] = []
    private var freeRows: [Int32] = []
    private var keys: [UInt64: Int32] = [:]
    private var subjects: [PeopleSubject] = []
    private var ends = DueHeap()

    /// The ends that a task sleeps for, the latest first.
    private var alarms: [Int64] = []

    /// How long a question takes whoever works on it.
    typealias Time = (OpenQuestion, PeopleSettings) -> Duration

    init(_ settings: [PeopleSettings]) {
        roles = settings.map(PeopleRole.init)
    }

    /// How many questions nobody has answered.
    var count: Int { rows.count - freeRows.count }

    /// The number of the role; nil for one without people.
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

    /// Writes a question down; false for one that is open already.
    mutating func ask(_ question: OpenQuestion, at now: Int64, _ time: Time) -> Bool {
        let hash = question.hash
        let known = keys[hash]
        if let known, rows[Int(known)]?.isSame(as: question) == true { return false }
        let row: Int32
        if let free = freeRows.popLast() {
            row = free
            rows[Int(row)] = question
        } else {
            row = Int32(rows.count)
            rows.append(question)
        }
        if known == nil { keys[hash] = row }
        if let person = roles[Int(question.role)].takeFree() {
            begin(row, person, at: now, time)
        } else {
            roles[Int(question.role)].wait(row)
        }
        return true
    }

    private mutating func begin(_ row: Int32, _ person: Int32, at now: Int64, _ time: Time) {
        rows[Int(row)]?.person = person
        guard let question = rows[Int(row)] else { return }
        let time = time(question, roles[Int(question.role)].settings)
        let end = Timestamp(nanoseconds: now).adding(time)
        ends.insert(row, due: end.nanoseconds)
    }

    /// The next end that needs a task to sleep for it: the row and the instant.
    mutating func nextAlarm() -> (row: Int32, task: any SuspendedTask, due: Int64)? {
        guard let due = ends.due, alarms.last.map({ due < $0 }) ?? true,
            let row = ends.removeFirst(), let task = rows[Int(row)]?.task
        else { return nil }
        alarms.append(due)
        return (row, task, due)
    }

    /// Ends the work on a question whose alarm went off; whoever had it takes the next one.
    ///
    /// Returns the question, and those that were given up, since `isOpen` says that nobody waits
    /// for their answers any more.
    mutating func finish(
        _ row: Int32,
        at now: Int64,
        isOpen: (OpenQuestion) -> Bool,
        _ time: Time
    ) -> (question: OpenQuestion?, dropped: [any SuspendedTask]) {
        _ = alarms.popLast()
        guard let question = remove(row) else { return (nil, []) }
        let role = Int(question.role)
        var dropped: [any SuspendedTask] = []
        while let next = roles[role].takeWaiting() {
            guard let waiting = rows[Int(next)] else { continue }
            guard isOpen(waiting) else {
                _ = remove(next)
                dropped.append(waiting.task)
                continue
            }
            begin(next, question.person, at: now, time)
            return (question, dropped)
        }
        roles[role].giveBack(question.person)
        return (question, dropped)
    }

    private mutating func remove(_ row: Int32) -> OpenQuestion? {
        guard let question = rows[Int(row)] else { return nil }
        rows[Int(row)] = nil
        freeRows.append(row)
        let hash = question.hash
        if keys[hash] == row { keys[hash] = nil }
        return question
    }
}
