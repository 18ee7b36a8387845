extension MetricRegistry {
    /// Sums up the run, which ended at `end` nanoseconds; call it once, after the last sample.
    ///
    /// A run that ended before its load did has a shorter measured part, to which rates and means
    /// refer.
    package func finish(at end: Int64) -> MeasuredMetrics {
        for level in levels.all { level.finish(at: end) }
        let measured = window.cut(at: end)
        var metrics: [MeasuredMetric] = []
        for definition in definitions {
            for key in resultKeys(of: definition) {
                metrics.append(metric(key, of: definition, measured: measured))
            }
        }
        return MeasuredMetrics(
            metrics: metrics.sorted { $0.key < $1.key },
            thresholds: trackers.map { verdict(of: $0, measured: measured) },
            series: timelines?.finish(at: end, measured: measured),
            measuredNanoseconds: measured.nanoseconds
        )
    }

    /// The untagged key, one for each tag in use, and what thresholds name; no key twice.
    private func resultKeys(of definition: MetricDefinition) -> [MetricKey] {
        let series = seriesKeys(of: definition)
        var keys = definition.hasAggregate ? [MetricKey(definition.name)] : series
        if definition.hasAggregate { keys += series.flatMap(\.singleTagKeys) }
        keys += wantedKeys.filter { $0.name == definition.name }
        var seen: Set<MetricKey> = []
        return keys.filter { seen.insert($0).inserted }
    }

    private func seriesKeys(of definition: MetricDefinition) -> [MetricKey] {
        let keys =
            switch definition.kind {
            case .trend: trends.all.map(\.key)
            case .counter: counters.all.map(\.key)
            case .gauge: gauges.all.map(\.key)
            }
        return keys.filter { $0.name == definition.name }
    }

    private func metric(
        _ key: MetricKey,
        of definition: MetricDefinition,
        measured: MeasurementWindow
    ) -> MeasuredMetric {
        let value: MeasuredMetric.Value =
            switch definition.kind {
            case .trend: .trend(TrendSummary(trend(within: key).trend, unit: definition.unit))
            case .counter:
                .counter(
                    CounterSummary(
                        count: count(within: key).count,
                        measuredNanoseconds: measured.nanoseconds
                    )
                )
            case .gauge: .gauge(GaugeSummary(levels[key]?.gauge, unit: definition.unit))
            }
        return MeasuredMetric(key: key, unit: definition.unit, value: value)
    }

    private func verdict(
        of tracker: ThresholdTracker,
        measured: MeasurementWindow
    ) -> ThresholdVerdict {
        let key = tracker.threshold.key
        switch tracker {
        case .trend(let tracker):
            let (trend, isKnown) = trend(within: key)
            return tracker.verdict(on: trend, isKnown: isKnown, measuredUntil: measured.end)
        case .counter(let tracker):
            let (count, isKnown) = count(within: key)
            return tracker.verdict(onCount: count, isKnown: isKnown, measured: measured)
        case .gauge(let tracker):
            return tracker.verdict(on: levels[key]?.gauge, measuredUntil: measured.end)
        case .nothing(let threshold):
            return ThresholdVerdict(threshold, reading: nil, breach: measured.end)
        }
    }

    /// All samples under a key, and whether there is such a series at all.
    private func trend(within key: MetricKey) -> (trend: Trend, isKnown: Bool) {
        let parts = trends.all.filter { $0.key.isWithin(key) }
        var sum = parts.first?.trend ?? Trend()
        for part in parts.dropFirst() { sum.merge(part.trend) }
        return (sum, key.tags.isEmpty || !parts.isEmpty)
    }

    private func count(within key: MetricKey) -> (count: Int64, isKnown: Bool) {
        let parts = counters.all.filter { $0.key.isWithin(key) }
        return (parts.reduce(0) { $0 + $1.count }, key.tags.isEmpty || !parts.isEmpty)
    }
}
