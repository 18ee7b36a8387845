/// Two runs on the same draws, task by task: which became slower, by how much, and where.
package struct TaskComparison: Sendable {
    /// A task that took another time.
    package struct Change: Sendable, Equatable {
        package let task: String
        /// In nanoseconds.
        package let before: Int64
        package let after: Int64
        /// What differs, the greatest difference in the change's direction first.
        package let places: [PlaceChange]

        package var difference: Int64 { after - before }
    }

    /// The time at one place before and after, in nanoseconds.
    package struct PlaceChange: Sendable, Equatable {
        package let place: TaskRecords.Place
        package let before: Int64
        package let after: Int64

        package var difference: Int64 { after - before }
    }

    /// How many tasks ended one way before and another way after.
    package struct OutcomeChange: Sendable, Equatable {
        package let before: TaskTimeline.Outcome
        package let after: TaskTimeline.Outcome
        package var count: Int
    }

    /// How many changes are named.
    package static let most = 10

    package private(set) var slower = 0
    package private(set) var faster = 0
    package private(set) var unchanged = 0
    package private(set) var onlyBefore = 0
    package private(set) var onlyAfter = 0
    /// In the order of the outcomes.
    package private(set) var outcomes: [OutcomeChange] = []
    /// Of the tasks that are compared, the sums of their times.
    package private(set) var totalBefore: Int128 = 0
    package private(set) var totalAfter: Int128 = 0
    /// Those that became slower by most, and those that became faster by most.
    package private(set) var slowed: [Change] = []
    package private(set) var sped: [Change] = []
    /// The sums over all tasks of the time at each place, where they differ.
    package private(set) var places: [(place: TaskRecords.Place, difference: Int128)] = []

    /// Compares the tasks that became final in both runs; the others are counted.
    package init(_ before: TaskRecords, _ after: TaskRecords) {
        var sums = PlaceSums()
        var found = 0
        for index in 0..<before.count {
            let old = before[index]
            guard let new = after.record(of: old.task) else {
                onlyBefore += 1
                continue
            }
            found += 1
            if old.outcome != new.outcome { note(old.outcome, new.outcome) }
            guard old.outcome.isFinal, new.outcome.isFinal else { continue }
            compare(old, new, before.places, after.places)
            for entry in old.times { sums.add(-entry.time, at: before.places[entry.place]) }
            for entry in new.times { sums.add(entry.time, at: after.places[entry.place]) }
        }
        onlyAfter = after.count - found
        places = sums.differences
        outcomes.sort { ($0.before.order, $0.after.order) < ($1.before.order, $1.after.order) }
    }

    /// How many tasks became final in both runs.
    package var compared: Int { slower + faster + unchanged }

    private mutating func note(_ old: TaskTimeline.Outcome, _ new: TaskTimeline.Outcome) {
        if let index = outcomes.firstIndex(where: { $0.before == old && $0.after == new }) {
            outcomes[index].count += 1
        } else {
            outcomes.append(OutcomeChange(before: old, after: new, count: 1))
        }
    }

    private mutating func compare(
        _ old: TaskRecords.Record,
        _ new: TaskRecords.Record,
        _ oldPlaces: [TaskRecords.Place],
        _ newPlaces: [TaskRecords.Place]
    ) {
        totalBefore += Int128(old.duration)
        totalAfter += Int128(new.duration)
        let difference = new.duration - old.duration
        if difference == 0 { unchanged += 1 }
        if difference > 0 { slower += 1 }
        if difference < 0 { faster += 1 }
        let least = difference > 0 ? slowed.last : sped.last
        let count = difference > 0 ? slowed.count : sped.count
        let isNotable = count < Self.most || difference.magnitude > least.size
        guard difference != 0, isNotable else { return }
        let change = Change(
            task: old.task,
            before: old.duration,
            after: new.duration,
            places: Self.places(old, new, oldPlaces, newPlaces, grows: difference > 0)
        )
        if difference > 0 {
            Self.keep(change, in: &slowed)
        } else {
            Self.keep(change, in: &sped)
        }
    }

    /// Puts a change behind those that are as great.
    private static func keep(_ change: Change, in changes: inout [Change]) {
        let size = change.difference.magnitude
        let place = changes.firstIndex { $0.difference.magnitude < size } ?? changes.count
        changes.insert(change, at: place)
        if changes.count > most { changes.removeLast() }
    }

    private static func places(
        _ old: TaskRecords.Record,
        _ new: TaskRecords.Record,
        _ oldPlaces: [TaskRecords.Place],
        _ newPlaces: [TaskRecords.Place],
        grows: Bool
    ) -> [PlaceChange] {
        var changes = old.times.map { entry in
            let place = oldPlaces[entry.place]
            let after = new.times.first { newPlaces[$0.place] == place }?.time ?? 0
            return PlaceChange(place: place, before: entry.time, after: after)
        }
        for entry in new.times {
            let place = newPlaces[entry.place]
            guard !changes.contains(where: { $0.place == place }) else { continue }
            changes.append(PlaceChange(place: place, before: 0, after: entry.time))
        }
        changes.removeAll { $0.difference == 0 }
        let order = changes.indices.sorted { first, second in
            let (one, other) = (changes[first].difference, changes[second].difference)
            if one != other { return grows ? one > other : one < other }
            return first < second
        }
        return order.map { changes[$0] }
    }
}

extension TaskComparison.Change? {
    fileprivate var size: UInt64 { self?.difference.magnitude ?? 0 }
}

extension TaskTimeline.Outcome {
    /// Whether the task had an end that somebody could read.
    package var isFinal: Bool { self != .lost && self != .inFlight }

    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Sums of time by place, in the order of first use.
private struct PlaceSums {
    private var places: [TaskRecords.Place] = []
    private var sums: [Int128] = []
    private var numbers: [TaskRecords.Place: Int] = [:]

    mutating func add(_ time: Int64, at place: TaskRecords.Place) {
        if let number = numbers[place] {
            sums[number] += Int128(time)
        } else {
            numbers[place] = places.count
            places.append(place)
            sums.append(Int128(time))
        }
    }

    /// The greatest first; of two alike the place that came first.
    var differences: [(place: TaskRecords.Place, difference: Int128)] {
        let order = places.indices.filter { sums[$0] != 0 }.sorted { first, second in
            let (one, other) = (sums[first].magnitude, sums[second].magnitude)
            return one == other ? first < second : one > other
        }
        return order.map { (places[$0], sums[$0]) }
    }
}
