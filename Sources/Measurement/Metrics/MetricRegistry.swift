/// Every series of one run, and the thresholds that follow them.
///
/// Ask for a series once and keep it: recording touches that series alone; sums over tags are made
/// at the end, those of gauges as they change. Declare metrics first, then attach thresholds, then
/// record. One thread fills it.
package final class MetricRegistry {
    let window: MeasurementWindow
    let timelines: TimelineRecorder?
    private(set) var definitions: [MetricDefinition] = []
    private(set) var trends = SeriesTable<TrendSeries>()
    private(set) var counters = SeriesTable<CounterSeries>()
    private(set) var gauges = SeriesTable<GaugeSeries>()
    /// The gauges' levels by the key of the result: series and the sums over them.
    private(set) var levels = SeriesTable<GaugeLevel>()
    private(set) var trackers: [ThresholdTracker] = []
    /// Those of the trackers that may end the run.
    private(set) var abortingTrackers: [ThresholdTracker] = []
    /// The combinations of tags that the result shows because somebody asked for them.
    private(set) var wantedKeys: [MetricKey] = []

    /// Series over time are kept for a `seriesHorizon` of planned nanoseconds, `nil` for none.
    package init(
        window: MeasurementWindow,
        definitions: [MetricDefinition] = MetricDefinition.standard,
        seriesHorizon: Int64? = nil
    ) {
        self.window = window
        timelines = seriesHorizon.map { TimelineRecorder(horizon: $0) }
        for definition in definitions { declare(definition) }
    }

    /// Makes a metric known, so that it appears in the result even without samples.
    ///
    /// A second declaration of a name changes nothing.
    package func declare(_ definition: MetricDefinition) {
        guard self.definition(of: definition.name) == nil else { return }
        definitions.append(definition)
        if definition.kind == .counter { _ = timelines?.counter(definition.name) }
    }

    /// The samples of a trend; a name that was not declared is a trend of times.
    package func trend(_ name: String, tags: [(String, String)] = []) -> TrendSeries {
        let key = MetricKey(name, tags: tags)
        if let series = trends[key] { return series }
        let series = TrendSeries(
            key: key,
            window: part(of: definition(name, .trend, implied: .seconds)),
            timelines: timelines?.trends(for: key) ?? []
        )
        for case .trend(let tracker) in trackers where key.isWithin(tracker.threshold.key) {
            series.attach(tracker)
        }
        trends.add(series, under: key)
        return series
    }

    package func counter(_ name: String, tags: [(String, String)] = []) -> CounterSeries {
        let key = MetricKey(name, tags: tags)
        if let series = counters[key] { return series }
        let series = CounterSeries(
            key: key,
            window: part(of: definition(name, .counter, implied: .count)),
            timeline: timelines?.counter(name)
        )
        for case .counter(let tracker) in trackers where key.isWithin(tracker.threshold.key) {
            series.attach(tracker)
        }
        counters.add(series, under: key)
        return series
    }

    /// A level; `scale` is what one whole of a share is, such as a capacity.
    ///
    /// Levels of one name are summed over their tags, unless the metric is a share: shares have
    /// series for their full combinations of tags only. A name that was not declared is a share
    /// if its scale is not 1.
    package func gauge(
        _ name: String,
        tags: [(String, String)] = [],
        scale: Int64 = 1
    ) -> GaugeSeries {
        let key = MetricKey(name, tags: tags)
        if let series = gauges[key] { return series }
        let definition = definition(name, .gauge, implied: scale == 1 ? .count : .ratio)
        let own = level(key, of: definition, scale: scale)
        if !definition.coversWholeRun {
            own.timeline = timelines?.gauge(key, unit: definition.unit, scale: scale)
        }
        let series = GaugeSeries(own: own)
        if definition.unit != .ratio {
            for wider in sums(over: key) {
                series.join(level(wider, of: definition, scale: scale))
            }
        }
        gauges.add(series, under: key)
        return series
    }

    /// Follows a threshold whose limit is known; attach before the first sample.
    ///
    /// Series that match and are made later feed it too. It has data as soon as one sample
    /// counts; counters and `count` have it without any (a 0), if untagged or if a series matches.
    package func attach(_ threshold: Threshold) {
        precondition(threshold.expression.limit != nil, "The baseline of a threshold is unknown.")
        let key = threshold.key
        include(key)
        let kind = definition(of: key.name)?.kind
        let tracker = ThresholdTracker(threshold, kind: kind, window: window)
        trackers.append(tracker)
        if threshold.abortsOnFail { abortingTrackers.append(tracker) }
        switch tracker {
        case .trend(let tracker):
            for series in trends.all where series.key.isWithin(key) {
                series.attach(tracker)
            }
        case .counter(let tracker):
            for series in counters.all where series.key.isWithin(key) {
                series.attach(tracker)
            }
        case .gauge(let tracker): attach(tracker, toLevelOf: key)
        case .nothing: break
        }
    }

    /// Has the result show a combination of tags; ask before the first sample.
    package func include(_ key: MetricKey) {
        wantedKeys.append(key)
    }

    func definition(of name: String) -> MetricDefinition? {
        definitions.first { $0.name == name }
    }

    private func attach(_ tracker: GaugeThresholdTracker, toLevelOf key: MetricKey) {
        if let level = levels[key] {
            level.attach(tracker)
            return
        }
        let parts = gauges.all.filter { $0.key.isWithin(key) }
        guard let scale = parts.first?.own.gauge.scale,
            let definition = definition(of: key.name), definition.unit != .ratio
        else { return }
        let sum = level(key, of: definition, scale: scale)
        for part in parts { part.join(sum) }
    }

    /// The keys of the sums that `key` is part of: untagged, each tag, and what thresholds name.
    private func sums(over key: MetricKey) -> [MetricKey] {
        var keys: [MetricKey] = []
        let named = wantedKeys.filter { key.isWithin($0) }
        for wider in [key.untagged] + key.singleTagKeys + named
        where wider != key && !keys.contains(wider) {
            keys.append(wider)
        }
        return keys
    }

    private func level(
        _ key: MetricKey,
        of definition: MetricDefinition,
        scale: Int64
    ) -> GaugeLevel {
        if let existing = levels[key] {
            precondition(existing.gauge.scale == scale, "Levels that are summed share a scale.")
            return existing
        }
        let level = GaugeLevel(
            key: key,
            gauge: Gauge(
                window: part(of: definition),
                scale: scale,
                beginsWithFirstValue: definition.coversWholeRun
            ),
            window: part(of: definition)
        )
        for case .gauge(let tracker) in trackers where tracker.threshold.key == key {
            level.attach(tracker)
        }
        levels.add(level, under: key)
        return level
    }

    /// The part of the run that a metric covers.
    private func part(of definition: MetricDefinition) -> MeasurementWindow {
        definition.coversWholeRun ? .wholeRun : window
    }

    private func definition(
        _ name: String,
        _ kind: MetricKind,
        implied unit: MetricUnit
    ) -> MetricDefinition {
        if let known = definition(of: name) {
            precondition(known.kind == kind, "A metric has one kind.")
            return known
        }
        let implied = MetricDefinition(name: name, kind: kind, unit: unit, summary: "")
        declare(implied)
        return implied
    }
}
