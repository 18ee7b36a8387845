import Measurement

extension HTMLReport {
    /// The figures that most people ask for first, large.
    var keyFigures: String {
        let figures = KeyFigure.all(of: result)
        guard !figures.isEmpty else { return "" }
        let before = baseline.map(KeyFigure.all) ?? []
        let tiles = figures.map { figure in
            let old = before.first { $0.name == figure.name }
            let note = old.map { "<small>baseline \(escaped($0.text))</small>" } ?? ""
            return "<div><dt>\(escaped(figure.name))</dt>"
                + "<dd>\(escaped(figure.text))\(note)</dd></div>\n"
        }
        return
            "<section id=\"figures\">\n<dl class=\"tiles\">\n\(tiles.joined())</dl>\n</section>\n"
    }

    /// Every metric with samples, folded, and the names of the others.
    var allMetrics: String {
        let tables = [trends, counters, gauges].joined()
        let empty = result.metrics.filter { !$0.hasSamples && $0.key.tags.isEmpty }
        let names = empty.map { "<code>\(escaped($0.key.description))</code>" }
        let rest = names.isEmpty ? "" : "<p>Nothing of \(names.joined(separator: ", ")).</p>\n"
        guard !tables.isEmpty || !rest.isEmpty else { return "" }
        return """
            <section id="metrics">
            <details><summary><h2>All metrics</h2></summary>
            \(tables)\(rest)</details>
            </section>

            """
    }

    private var trends: String {
        let rows = result.metrics.compactMap { metric -> String? in
            guard let trend = metric.trend, let figures = trend.statistics else { return nil }
            let times = [
                figures.min, figures.mean, figures.med, figures.p90, figures.p95, figures.p99,
                figures.p999, figures.max,
            ]
            let before = earlier(metric)?.trend?.statistics?.p99
            let cells = [Figure.count(Int64(trend.count))] + times.map { text($0, metric.unit) }
            return row(metric, cells, before.map { text($0, metric.unit) })
        }
        let columns = ["count", "min", "mean", "med", "p90", "p95", "p99", "p99.9", "max"]
        return table("Distributions", columns, "baseline p99", rows)
    }

    private var counters: String {
        let rows = result.metrics.compactMap { metric -> String? in
            guard let counter = metric.counter, counter.count != 0 else { return nil }
            let before = earlier(metric)?.counter?.count
            let rate = Figure.decimal(counter.rate, places: 3)
            return row(metric, [Figure.count(counter.count), rate], before.map(Figure.count))
        }
        return table("Counters", ["count", "per second"], "baseline count", rows)
    }

    private var gauges: String {
        let rows = result.metrics.compactMap { metric -> String? in
            guard let figures = metric.gauge?.statistics else { return nil }
            let levels = [figures.min, figures.mean, figures.max, figures.last]
            let before = earlier(metric)?.gauge?.statistics?.mean
            return row(
                metric,
                levels.map { text($0, metric.unit) },
                before.map { text($0, metric.unit) }
            )
        }
        return table("Levels", ["min", "mean", "max", "last"], "baseline mean", rows)
    }

    private func earlier(_ metric: MeasuredMetric) -> MeasuredMetric? {
        baseline?.metrics.first { $0.key == metric.key }
    }

    private func text(_ figure: Double, _ unit: MetricUnit) -> String {
        switch unit {
        case .seconds: Figure.duration(seconds: figure)
        case .ratio: Figure.percent(figure)
        case .bytes: Figure.bytes(Int64(exactly: figure.rounded()) ?? .max)
        case .count: Figure.level(figure)
        }
    }

    private func row(_ metric: MeasuredMetric, _ cells: [String], _ before: String?) -> String {
        let all = cells + (baseline == nil ? [] : [before ?? ""])
        let figures = all.map { "<td class=\"n\">\($0)</td>" }.joined()
        let name = escaped(metric.key.description)
        return "<tr><th scope=\"row\"><code>\(name)</code></th>\(figures)</tr>\n"
    }

    private func table(
        _ title: String,
        _ columns: [String],
        _ before: String,
        _ rows: [String]
    ) -> String {
        guard !rows.isEmpty else { return "" }
        let all = columns + (baseline == nil ? [] : [before])
        let heads = all.map { "<th class=\"n\">\($0)</th>" }.joined()
        return """
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th>\(title)</th>\(heads)</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table></div>

            """
    }
}
