import Measurement

extension TextReport {
    /// The trends that have samples, each above its parts by tag.
    var latencies: [String] {
        let columns = ["count", "mean", "med", "p95", "p99", "max"]
        var table = TextTable("Latency", columns: columns)
        for (name, metric) in named(.trend) {
            guard let trend = metric.trend, let figures = trend.statistics else { continue }
            let times = [figures.mean, figures.med, figures.p95, figures.p99, figures.max]
            let count = Figure.count(Int64(trend.count))
            table.add(name, [count] + times.map { Figure.duration(seconds: $0) })
        }
        return table.lines(style) + result.metrics.flatMap(unfinished)
    }

    private func unfinished(_ metric: MeasuredMetric) -> [String] {
        guard metric.key.tags.isEmpty, let censored = metric.trend?.censored, censored > 0
        else { return [] }
        let count = Figure.count(Int64(censored))
        return TextLayout.paragraph(
            "\(metric.key): \(count) unfinished when the run ended, not in the figures",
            indent: 2
        )
    }

    /// Depth and unacknowledged messages of each queue.
    var queues: [String] {
        let columns = ["mean depth", "max", "last", "mean unacked", "max", "last"]
        var table = TextTable("Queues", columns: columns)
        for metric in result.metrics where metric.key.name == "queue_depth" {
            guard let tag = metric.key.tags.first, metric.key.tags.count == 1 else { continue }
            let unacked = result.metrics.first {
                $0.key.name == "queue_unacked" && $0.key.tags == metric.key.tags
            }
            guard metric.hasSamples || unacked?.hasSamples == true else { continue }
            let depth = cells(metric)
            table.add(TextLayout.printable("  " + tag.value), depth + cells(unacked))
        }
        return table.lines(style)
    }

    /// The other gauges.
    var levels: [String] {
        var table = TextTable("Levels", columns: ["mean", "max", "last"])
        let elsewhere = ["queue_depth", "queue_unacked", "utilization"]
        for (name, metric) in named(.gauge) where !elsewhere.contains(metric.key.name) {
            table.add(name, cells(metric))
        }
        return table.lines(style)
    }

    /// How busy each resource was.
    var resources: [String] {
        var table = TextTable("Utilization", columns: ["mean", "max", "last"])
        for metric in result.metrics where metric.key.name == "utilization" && metric.hasSamples {
            let name = metric.key.tags.map(\.value).joined(separator: " ")
            table.add(TextLayout.printable("  " + name), cells(metric))
        }
        return table.lines(style)
    }

    /// The counters that are not zero, and the names of those that are.
    var counters: [String] {
        var table = TextTable("Counters", columns: ["count", "per second"])
        for (name, metric) in named(.counter) {
            guard let counter = metric.counter else { continue }
            table.add(name, [Figure.count(counter.count), Figure.decimal(counter.rate, places: 3)])
        }
        let zeros =
            listed
            .filter { $0.kind == .counter && !$0.hasSamples && $0.key.tags.isEmpty }
            .map(\.key.description)
        guard !zeros.isEmpty else { return table.lines(style) }
        let title = table.rows.isEmpty ? [style.paint("Counters", .heading)] : []
        return title + table.lines(style) + TextLayout.list("  none of ", zeros)
    }

    /// The standard metrics, which are listed by weight, then the others.
    private var listed: [MeasuredMetric] {
        let names = MetricDefinition.standard.map(\.name)
        return names.flatMap { name in result.metrics.filter { $0.key.name == name } }
            + result.metrics.filter { !names.contains($0.key.name) }
    }

    private func cells(_ metric: MeasuredMetric?) -> [String] {
        guard let metric, let figures = metric.gauge?.statistics else { return ["", "", ""] }
        return [figures.mean, figures.max, figures.last].map { figure in
            switch metric.unit {
            case .seconds: Figure.duration(seconds: figure)
            case .ratio: Figure.percent(figure)
            case .bytes: Figure.bytes(Int64(exactly: figure.rounded()) ?? .max)
            case .count: Figure.level(figure)
            }
        }
    }

    /// The metrics of a kind that have samples, with the names of their rows.
    ///
    /// The order is that of `list-metrics`, then that of the keys. A tag that has one value only
    /// is left out: its row would repeat the one above.
    private func named(_ kind: MetricKind) -> [(name: String, metric: MeasuredMetric)] {
        let metrics = listed.filter { $0.kind == kind && $0.hasSamples }
        var rows: [(String, MeasuredMetric)] = []
        for metric in metrics {
            let key = metric.key
            let hasAggregate = metrics.contains { $0.key == key.untagged }
            guard hasAggregate, !key.tags.isEmpty else {
                rows.append((TextLayout.printable("  \(key)"), metric))
                continue
            }
            let siblings = metrics.filter {
                $0.key.name == key.name && $0.key.tags.map(\.name) == key.tags.map(\.name)
            }
            guard siblings.count > 1 else { continue }
            let tags = key.tags.map { "\($0.name):\($0.value)" }.joined(separator: ",")
            rows.append((TextLayout.printable("    " + tags), metric))
        }
        return rows
    }
}
