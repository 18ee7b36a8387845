/// The people of a role: who is free, and what waits for them.
struct PeopleRole: Sendable {
    let settings: PeopleSettings

    /// How many questions nobody has answered.
    var open = 0

    /// The numbers of those who have nothing to do, from 1; those who came last go first.
    private var free: [Int32]
    private var waiting: [Int32] = []
    private var nextWaiting = 0

    init(_ settings: PeopleSettings) {
        self.settings = settings
        free = settings.count.map { (0..<$0).map { Int32($0 + 1) }.reversed() } ?? []
    }

    /// Takes somebody who is free, 0 for one of any number; nil when all are busy.
    mutating func takeFree() -> Int32? {
        settings.count == nil ? 0 : free.popLast()
    }

    mutating func giveBack(_ person: Int32) {
        if settings.count != nil { free.append(person) }
    }

    mutating func wait(_ row: Int32) {
        waiting.append(row)
    }

    /// The question that has waited for longest.
    mutating func takeWaiting() -> Int32? {
        guard nextWaiting < waiting.count else { return nil }
        let row = waiting[nextWaiting]
        nextWaiting += 1
        if nextWaiting > 64, nextWaiting * 2 > waiting.count {
            waiting.removeFirst(nextWaiting)
            nextWaiting = 0
        }
        return row
    }
}
