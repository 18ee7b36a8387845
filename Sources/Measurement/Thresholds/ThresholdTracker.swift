/// What follows a threshold through a run, by the kind of its metric.
enum ThresholdTracker {
    case trend(TrendThresholdTracker)
    case counter(CounterThresholdTracker)
    case gauge(GaugeThresholdTracker)
    /// The metric is not known: there will be no data.
    case nothing(Threshold)

    init(_ threshold: Threshold, kind: MetricKind?, window: MeasurementWindow) {
        switch kind {
        case .trend: self = .trend(TrendThresholdTracker(threshold, measured: window))
        case .counter: self = .counter(CounterThresholdTracker(threshold, measured: window))
        case .gauge: self = .gauge(GaugeThresholdTracker(threshold, measured: window))
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

    /// Whether it fails for good as far as one can say; of windows, in one that is over.
    var isBroken: Bool {
        switch self {
        case .trend(let tracker): tracker.isBroken
        case .counter(let tracker): tracker.isBroken
        case .gauge(let tracker): tracker.isBroken
        case .nothing: false
        }
    }

    /// Looks at the windows that end at `now`.
    func closeWindows(at now: Int64) {
        switch self {
        case .trend(let tracker): tracker.closeWindows(at: now)
        case .counter(let tracker): tracker.closeWindows(at: now)
        case .gauge(let tracker): tracker.closeWindows(at: now)
        case .nothing: break
        }
    }
}
