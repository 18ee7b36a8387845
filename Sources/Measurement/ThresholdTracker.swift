/// What follows a threshold through a run, by the kind of its metric.
enum ThresholdTracker {
    case trend(TrendThresholdTracker)
    case counter(CounterThresholdTracker)
    case gauge(GaugeThresholdTracker)
    /// The metric is not known: there will be no data.
    case nothing(Threshold)

    init(_ threshold: Threshold, kind: MetricKind?, window: MeasurementWindow) {
        switch kind {
        case .trend: self = .trend(TrendThresholdTracker(threshold))
        case .counter:
            let nanoseconds = window.nanoseconds
            self = .counter(
                CounterThresholdTracker(threshold, measuredNanoseconds: nanoseconds)
            )
        case .gauge: self = .gauge(GaugeThresholdTracker(threshold))
        case nil: self = .nothing(threshold)
        }
    }

    var threshold: Threshold {
        switch self {
        case .trend(let tracker): tracker.threshold
        case .counter(let tracker): tracker.threshold
        case .gauge(let tracker): tracker.threshold
        case .nothing(let threshold): threshold
        }
    }
}
