/// A level under one combination of tags; resolve it once and keep it.
///
/// What it changes by also changes the sums that it is part of, so that those are exact at every
/// instant. Calls come in the order of time.
package final class GaugeSeries {
    package let key: MetricKey
    /// The level now.
    package var level: Int64 { current }
    /// The level under the series' own key.
    let own: GaugeLevel
    private var current: Int64 = 0
    /// The sums that it is part of; the first, which most series have, is kept apart for speed.
    private var sum: GaugeLevel?
    private var moreSums: [GaugeLevel] = []

    init(own: GaugeLevel) {
        key = own.key
        self.own = own
    }

    /// Sets the level; nanoseconds for times, in the series' scale for shares.
    package func set(_ value: Int64, at now: Int64) {
        add(value &- current, at: now)
    }

    package func add(_ change: Int64, at now: Int64) {
        current &+= change
        own.add(change, at: now)
        sum?.add(change, at: now)
        if !moreSums.isEmpty { addToMoreSums(change, at: now) }
    }

    func join(_ level: GaugeLevel) {
        if sum == nil {
            sum = level
        } else {
            // Replaced and not changed, so that reading it needs no check for overlapping accesses.
            moreSums = moreSums + [level]
        }
    }

    private func addToMoreSums(_ change: Int64, at now: Int64) {
        for level in moreSums { level.add(change, at: now) }
    }
}
