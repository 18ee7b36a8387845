/// A gauge over time: its mean and its maximum in each interval.
final class GaugeTimeline {
    private let key: MetricKey
    private let unit: MetricUnit
    private let scale: Int64
    private var clock: IntervalClock
    private var level: Int64 = 0
    private var latest: Int64 = 0
    private var area = WideSum()
    private var max: Int64 = 0
    private var means: [Double] = []
    private var maxima: [Double] = []

    init(key: MetricKey, unit: MetricUnit, scale: Int64, clock: IntervalClock) {
        self.key = key
        self.unit = unit
        self.scale = scale
        self.clock = clock
    }

    func set(_ value: Int64, at now: Int64) {
        if now >= clock.boundary { advance(to: now) }
        hold(until: now)
        level = value
        if value > max { max = value }
    }

    func finish(pointCount: Int, at end: Int64) -> TimeSeries {
        advance(to: end)
        hold(until: end)
        if means.count < pointCount { close(at: end) }
        return TimeSeries(
            key: key,
            unit: unit,
            points: .gauge(
                means: Array(means.prefix(pointCount)),
                maxima: Array(maxima.prefix(pointCount))
            )
        )
    }

    private func advance(to now: Int64) {
        while now >= clock.boundary && !clock.isLast {
            hold(until: clock.boundary)
            close(at: clock.boundary)
        }
    }

    private func hold(until now: Int64) {
        guard now > latest else { return }
        area.addProduct(level, now &- latest)
        latest = now
    }

    private func close(at end: Int64) {
        let duration = end - (clock.boundary - clock.interval)
        let sum = duration > 0 ? Double(area.value) / Double(duration) : Double(level)
        means.append(unit.shown(sum / Double(scale)))
        maxima.append(unit.shown(Double(max) / Double(scale)))
        area.reset()
        max = level
        clock.next()
    }
}
