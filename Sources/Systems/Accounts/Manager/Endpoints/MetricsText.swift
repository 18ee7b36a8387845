/// Metrics in Prometheus' text form, with the names that the guide documents.
enum MetricsText {
    /// The bounds of Prometheus' own client.
    static let durationBounds: [(text: String, nanoseconds: Int64)] = [
        ("0.005", 5_000_000), ("0.01", 10_000_000), ("0.025", 25_000_000), ("0.05", 50_000_000),
        ("0.075", 75_000_000), ("0.1", 100_000_000), ("0.25", 250_000_000), ("0.5", 500_000_000),
        ("0.75", 750_000_000), ("1.0", 1_000_000_000), ("2.5", 2_500_000_000),
        ("5.0", 5_000_000_000), ("7.5", 7_500_000_000), ("10.0", 10_000_000_000),
    ]

    static func gauges(_ statistics: RecoveryStatistics) -> String {
        let gauges: [(name: String, help: String, value: Int)] = [
            ("total_accounts", "Number of accounts", statistics.total),
            ("healthy_accounts", "Number of healthy accounts", statistics.healthy),
            ("flood_wait_active", "Number of accounts in a flood wait", statistics.floodWaits),
            ("blocked_active", "Number of blocked accounts", statistics.blocked),
            ("active_accounts", "Number of active accounts", statistics.totalActive),
            ("recovery_queue_size", "Size of account recovery queue", statistics.queueSize),
        ]
        return gauges.map { metric($0.name, "gauge", $0.help, [("", "\($0.value)")]) }.joined()
    }

    /// A metric with its lines, which may be none yet.
    static func metric(
        _ name: String,
        _ kind: String,
        _ help: String,
        _ lines: [(labels: String, value: String)]
    ) -> String {
        let head =
            "# HELP account_manager_\(name) \(help)\n# TYPE account_manager_\(name) \(kind)\n"
        return head + lines.map { "account_manager_\(name)\($0.labels) \($0.value)\n" }.joined()
    }

    static func labels(_ labels: [(name: String, value: String)]) -> String {
        "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    /// The histogram of allocations, whose buckets hold all that is shorter, too.
    static func durations(_ counts: [Int], nanoseconds: Int64) -> String {
        let name = "allocation_duration_seconds"
        let bounds = durationBounds.map(\.text) + ["+Inf"]
        var sum = 0
        var lines: [(labels: String, value: String)] = []
        for (bound, count) in zip(bounds, counts) {
            sum += count
            lines.append(("_bucket" + labels([("le", bound)]), "\(sum)"))
        }
        lines.append(("_count", "\(sum)"))
        lines.append(("_sum", "\(Double(nanoseconds) / 1e9)"))
        return metric(name, "histogram", "Account allocation duration", lines)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
