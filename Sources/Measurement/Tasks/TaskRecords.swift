/// What a run's tasks came to, in little space, so that two runs can be compared task by task.
///
/// Some 100 bytes a task.
package struct TaskRecords: Sendable {
    /// A place where tasks spend time.
    package struct Place: Sendable, Hashable {
        package let kind: TaskTimeline.Step.Kind
        package let name: String
    }

    /// One task of the records.
    struct Record {
        let task: String
        let outcome: TaskTimeline.Outcome
        let duration: Int64
        /// The time at each place, in the order of first visit.
        let times: ArraySlice<(place: Int, time: Int64)>
    }

    /// In the order in which tasks first came to them.
    package private(set) var places: [Place] = []
    private var numbers: [Place: Int] = [:]
    private var rows: [Row] = []
    private var times: [(place: Int, time: Int64)] = []
    private var indices: [String: Int] = [:]

    private struct Row {
        let task: String
        let outcome: TaskTimeline.Outcome
        let duration: Int64
        let times: Range<Int>
    }

    package init() {}

    package var count: Int { rows.count }

    /// Adds a task; of a name that comes twice, the first is found.
    package mutating func add(_ timeline: TaskTimeline) {
        let start = times.count
        for step in timeline.steps {
            let place = number(of: Place(kind: step.kind, name: step.name))
            let time = step.end - step.start
            if let known = times[start...].firstIndex(where: { $0.place == place }) {
                times[known].time += time
            } else {
                times.append((place, time))
            }
        }
        if indices[timeline.task] == nil { indices[timeline.task] = rows.count }
        rows.append(
            Row(
                task: timeline.task,
                outcome: timeline.outcome,
                duration: timeline.duration,
                times: start..<times.count
            )
        )
    }

    subscript(index: Int) -> Record {
        let row = rows[index]
        return Record(
            task: row.task,
            outcome: row.outcome,
            duration: row.duration,
            times: times[row.times]
        )
    }

    func record(of task: String) -> Record? {
        indices[task].map { self[$0] }
    }

    private mutating func number(of place: Place) -> Int {
        if let number = numbers[place] { return number }
        numbers[place] = places.count
        places.append(place)
        return places.count - 1
    }
}
