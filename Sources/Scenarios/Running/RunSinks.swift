package import Measurement

/// Who sees what happens in a run one by one, beside what is summed up.
package struct RunSinks: Sendable {
    package var samples: (any SampleSink)?
    package var tasks: (any TaskSink)?
    /// Gathers how long tasks took, to find the warm-up.
    var durations: DurationSlices?

    package init(samples: (any SampleSink)? = nil, tasks: (any TaskSink)? = nil) {
        self.samples = samples
        self.tasks = tasks
    }

    init(durations: DurationSlices) {
        self.durations = durations
    }
}

/// Sees the samples of a run one by one, for checks that need more than their summary.
package protocol SampleSink: AnyObject, Sendable {
    /// A sample of a queue's waits or a service's times, in nanoseconds.
    ///
    /// `entity` is the number of the journey in its load, with the load's number in the upper bits.
    func sample(_ series: MetricKey, _ value: Int64, entity: UInt64, at now: Int64)
}

/// Sees every accepted task of a run with its way through the system.
package protocol TaskSink: AnyObject, Sendable {
    /// A task ended, was lost, or was still in flight when the run was over; in that order.
    func taskEnded(_ timeline: TaskTimeline)
}
