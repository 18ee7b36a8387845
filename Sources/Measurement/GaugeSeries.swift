/// A level under one combination of tags; resolve it once and keep it.
///
/// What it changes by also changes the sums that it is part of, so that those are exact at every
/// instant. Calls come in the order of time.
package final class GaugeSeries {
    package let key: MetricKey
    /// The level now.
    package private(set) var level: Int64 = 0
    /// The level under the series' own key, and the sums that it is part of.
    private(set) var levels: [GaugeLevel]

    init(own: GaugeLevel) {
        key = own.key
        levels = [own]
    }

    /// Sets the level; nanoseconds for times, in the series' scale for shares.
    package func set(_ value: Int64, at now: Int64) {
        add(value &- level, at: now)
    }

    package func add(_ change: Int64, at now: Int64) {
        level &+= change
        for part in levels { part.add(change, at: now) }
    }

    func join(_ sum: GaugeLevel) {
        levels.append(sum)
    }
}
