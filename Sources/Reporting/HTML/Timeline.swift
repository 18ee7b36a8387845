import Measurement

/// The series of a result as lines of charts.
struct Timeline {
    private let result: RunResult
    private let set: TimeSeriesSet
    private let interval: Double
    private let end: Double

    /// Nil for a result without series.
    init?(_ result: RunResult) {
        guard let set = result.series, set.pointCount > 0 else { return nil }
        self.result = result
        self.set = set
        interval = Double(set.intervalSeconds)
        end = MetricUnit.seconds.shown(result.virtualNanoseconds)
    }

    /// A chart over the whole run, with what was not measured and what broke drawn in.
    func chart(_ title: String, note: String, unit: ChartUnit, _ lines: [Chart.Line]) -> Chart {
        Chart(
            title: title,
            note: note,
            unit: unit,
            horizontal: .time(to: end, count: 5),
            lines: lines,
            bands: bands
        )
    }

    /// One of many charts beside each other.
    func small(_ title: String, unit: ChartUnit, _ lines: [Chart.Line]) -> Chart {
        Chart(
            title: title,
            note: "",
            unit: unit,
            horizontal: .time(to: end, count: 3),
            lines: lines,
            bands: bands,
            height: 96
        )
    }

    private var bands: [Chart.Band] {
        let from = MetricUnit.seconds.shown(set.measured.start)
        let until = min(end, MetricUnit.seconds.shown(set.measured.end))
        var bands: [Chart.Band] = []
        if from > 0 {
            bands.append(Chart.Band(kind: .outside, label: "warm-up", from: 0, until: from))
        }
        if until < end {
            bands.append(Chart.Band(kind: .outside, label: "drain", from: until, until: end))
        }
        for fault in result.faults.prefix(20) {
            let at = MetricUnit.seconds.shown(fault.at)
            let healed = fault.until.map { MetricUnit.seconds.shown($0) }
            bands.append(
                Chart.Band(
                    kind: .fault,
                    label: "\(fault.kind) \(fault.target)",
                    from: at,
                    until: min(end, healed ?? end)
                )
            )
        }
        return bands
    }

    /// The values of the one tag that a metric's series have.
    func tags(of metric: String) -> [String] {
        set.series.filter { $0.key.name == metric && $0.key.tags.count == 1 }
            .compactMap { $0.key.tags.first?.value }
    }

    /// Events per second, over `stride` intervals; nil if none happened.
    ///
    /// The last stretch is perhaps only a part of one; too small a part says nothing.
    func rate(of key: String, name: String, _ style: Chart.Style, over stride: Int) -> Chart.Line? {
        guard case .counter(let counts) = points(of: key), counts.contains(where: { $0 != 0 })
        else { return nil }
        let step = Double(stride) * interval
        let rates = Swift.stride(from: 0, to: counts.count, by: stride).map { start -> Double? in
            let sum = counts[start..<min(start + stride, counts.count)].reduce(0, +)
            let length = min(step, end - Double(start) * interval)
            return length > step / 2 || start == 0 && length > 0 ? Double(sum) / length : nil
        }
        return Chart.Line(name, style, rates) { min(end, (Double($0) + 0.5) * step) }
    }

    /// How many intervals to take together so that a rate is more than the noise of few events.
    func stride(for key: String) -> Int {
        guard case .counter(let counts) = points(of: key) else { return 1 }
        let sum = counts.reduce(0, +)
        let strides = [1, 2, 5, 10, 20, 50]
        return strides.last { stride in
            stride == 1
                || counts.count / stride >= 30 && sum * Int64(stride) / 2 < 20 * Int64(counts.count)
        } ?? 1
    }

    /// Such as `5 s`.
    func length(of stride: Int) -> String {
        Figure.instant(Int64(stride) * set.intervalSeconds * 1_000_000_000)
    }

    /// The percentiles of a trend, the highest first; a baseline has its p99 alone.
    func percentiles(of key: String, isBaseline: Bool = false) -> [Chart.Line] {
        guard case .trend(let points) = points(of: key), points.contains(where: { $0.count > 0 })
        else { return [] }
        let p99 = points.map(\.p99)
        if isBaseline { return [line("p99 baseline", .baseline, p99)] }
        return [
            line("max", .extreme, points.map(\.max)), line("p99", .high, p99),
            line("p95", .middle, points.map(\.p95)), line("p50", .low, points.map(\.p50)),
        ]
    }

    /// The means of a gauge over each interval, in front of its maxima.
    func levels(
        of key: String,
        name: String?,
        peak: String? = nil,
        _ style: Chart.Style = .first
    ) -> [Chart.Line] {
        guard case .gauge(let means, let maxima) = points(of: key) else { return [] }
        // The last interval may be the one instant at which the run ended.
        let last = end - Double(means.count - 1) * interval
        let isInstant = means.count > 1 && last < interval / 100
        let count = isInstant ? means.count - 1 : means.count
        return [
            line(peak, .peak, maxima.prefix(count).map { $0 }),
            line(name, style, means.prefix(count).map { $0 }),
        ]
    }

    /// Whether anything was counted.
    func has(_ key: String) -> Bool {
        guard case .counter(let counts) = points(of: key) else { return false }
        return counts.contains { $0 != 0 }
    }

    private func points(of key: String) -> TimeSeries.Points? {
        set.series.first { $0.key.description == key }?.points
    }

    private func line(_ name: String?, _ style: Chart.Style, _ figures: [Double?]) -> Chart.Line {
        Chart.Line(name, style, figures) { min(end, (Double($0) + 0.5) * interval) }
    }
}
