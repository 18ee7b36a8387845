/// What is kept of one run of several: the verdict, what was judged, and what people ask first.
package struct RunFigures: Sendable, Equatable {
    /// A figure that every run of a question shows.
    package struct Headline: Sendable, Equatable {
        /// As thresholds name it: `task_duration p(99)`.
        package let name: String
        /// A word or two, for tables.
        package let title: String
        package let style: Style
        /// `nil` without samples.
        package let value: Double?
    }

    /// How a figure is written.
    package enum Style: Sendable {
        case seconds, count, rate, share
    }

    package let seed: UInt64
    package let verdict: Verdict
    package let fingerprint: String
    package let thresholds: [ThresholdVerdict]
    /// The same ones for every run of a scenario, in the same order.
    package let headlines: [Headline]

    package init(_ result: RunResult) {
        seed = result.seed
        verdict = result.verdict
        fingerprint = result.fingerprintText
        thresholds = result.thresholds
        headlines = Self.headlines(of: result)
    }

    private static func headlines(of result: RunResult) -> [Headline] {
        let duration = result.metric("task_duration")?.trend?.statistics
        let http = result.metric("http_req_duration")?.trend?.statistics
        let busy = result.metric("utilization{resource:workers}")?.gauge?.statistics
        let rate = result.metric("tasks_completed")?.counter?.rate
        let failed = Double(result.tasks.failed)
        let lost = Double(result.tasks.lost)
        let rows: [(name: String, title: String, style: Style, value: Double?)] = [
            ("tasks_completed rate", "completed", .rate, rate),
            ("task_duration avg", "mean", .seconds, duration?.mean),
            ("task_duration p(99)", "p99", .seconds, duration?.p99),
            ("http_req_duration p(99)", "http p99", .seconds, http?.p99),
            ("utilization{resource:workers} avg", "workers", .share, busy?.mean),
            ("tasks_failed count", "failed", .count, failed),
            ("tasks_lost count", "lost", .count, lost),
        ]
        return rows.map { row in
            Headline(name: row.name, title: row.title, style: row.style, value: row.value)
        }
    }
}

extension Verdict {
    /// 0 for a passed run, and more the worse it is.
    package var severity: Int {
        switch self {
        case .passed: 0
        case .failed: 1
        case .aborted: 2
        case .invalid: 3
        }
    }
}
