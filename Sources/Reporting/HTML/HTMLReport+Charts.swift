import Measurement

extension HTMLReport {
    /// What happened over time.
    var charts: String {
        guard let timeline = Timeline(result) else { return "" }
        let earlier = baseline.flatMap { Timeline($0) }
        let large = [rates(timeline, earlier)] + latencies(timeline, earlier)
        let levels = [level("tasks_in_flight", "Tasks in flight", timeline)]
        return section("Over time", grid(large + levels), id: "time")
            + section("Queues", queues(timeline), id: "queues")
            + section("Utilisation", resources(timeline), id: "resources")
    }

    /// How many of all samples took how long.
    var distributions: String {
        let names = [
            ("task_duration", "Tasks"), ("http_req_duration", "HTTP requests"),
            ("queue_wait", "Waits in queues"),
        ]
        let charts = names.compactMap { key, title -> Chart? in
            guard let points = spectrum(key, of: result) else { return nil }
            let before = baseline.flatMap { spectrum(key, of: $0) }
            let tail = max(points.last?.x ?? 0, before?.last?.x ?? 0)
            var lines = [Chart.Line(name: nil, style: .high, parts: [points])]
            if let before {
                lines.append(Chart.Line(name: "baseline", style: .baseline, parts: [before]))
            }
            var chart = Chart(
                title: title,
                note: "\(key): at 99 % the time that 99 % took at most",
                unit: .time,
                horizontal: .percentiles(decades: tail),
                lines: lines
            )
            chart.limits = percentileLimits(key)
            chart.allowsLogarithm = true
            return chart
        }
        return section("Percentiles", grid(charts), id: "percentiles")
    }

    private func spectrum(_ key: String, of result: RunResult) -> [Chart.Point]? {
        let metric = result.metric(key)
        guard let spectrum = metric?.trend?.spectrum, spectrum.points.count > 1 else { return nil }
        return spectrum.points.map { (x: -Logarithm.decimal($0.tail), y: $0.value) }
    }

    private func rates(_ timeline: Timeline, _ earlier: Timeline?) -> Chart? {
        let counters: [(String, String, Chart.Style)] = [
            ("tasks_submitted", "offered", .second), ("tasks_completed", "completed", .first),
            ("tasks_failed", "failed", .bad), ("tasks_rejected", "rejected", .third),
            ("dropped_iterations", "dropped", .extreme),
        ]
        let hasTasks = timeline.has("tasks_submitted")
        let stride = timeline.stride(for: hasTasks ? "tasks_submitted" : "http_reqs")
        var lines = (hasTasks ? counters : [("http_reqs", "requests", .first)]).compactMap {
            timeline.rate(of: $0, name: $1, $2, over: stride)
        }
        guard !lines.isEmpty else { return nil }
        let key = hasTasks ? "tasks_completed" : "http_reqs"
        let before = earlier?.rate(of: key, name: "baseline", .baseline, over: stride)
        if let before { lines.append(before) }
        var chart = timeline.chart(
            hasTasks ? "Offered and completed" : "Requests",
            note: (hasTasks ? "tasks" : "requests") + " per second, over each"
                + " \(timeline.length(of: stride))",
            unit: .perSecond,
            lines
        )
        mark(
            &chart,
            ["tasks_submitted", "tasks_completed", "tasks_failed", "http_reqs"],
            rates: true
        )
        return chart
    }

    private func latencies(_ timeline: Timeline, _ earlier: Timeline?) -> [Chart?] {
        let names = [("task_duration", "Task duration"), ("http_req_duration", "HTTP requests")]
        return names.map { key, title in
            var lines = timeline.percentiles(of: key)
            guard !lines.isEmpty else { return nil }
            lines += earlier?.percentiles(of: key, isBaseline: true) ?? []
            var chart = timeline.chart(
                title,
                note: "\(key): percentiles of what ended in each interval",
                unit: .time,
                lines
            )
            chart.allowsLogarithm = true
            mark(&chart, [key], rates: false)
            return chart
        }
    }

    private func level(_ key: String, _ title: String, _ timeline: Timeline) -> Chart? {
        let lines = timeline.levels(of: key, name: "mean", peak: "max")
        guard !lines.isEmpty else { return nil }
        let note = "accepted and not final, over each interval"
        var chart = timeline.chart(title, note: note, unit: .count, lines)
        mark(&chart, [key], rates: false)
        return chart
    }

    private func queues(_ timeline: Timeline) -> String {
        var empty: [String] = []
        var charts: [Chart] = []
        for queue in timeline.tags(of: "queue_depth") {
            let tag = "{queue:\(queue)}"
            let ready = timeline.levels(of: "queue_depth" + tag, name: "ready")
            let unacked = timeline.levels(of: "queue_unacked" + tag, name: "unacked", .second)
            var chart = timeline.small(queue, unit: .count, unacked + ready)
            mark(&chart, ["queue_depth" + tag, "queue_unacked" + tag], rates: false)
            if chart.peak > 0 { charts.append(chart) } else { empty.append(escaped(queue)) }
        }
        let rest = empty.isEmpty ? "" : "<p>Always empty: \(empty.joined(separator: ", ")).</p>\n"
        return smallGrid(charts) + rest
    }

    private func resources(_ timeline: Timeline) -> String {
        var idle: [String] = []
        var charts: [Chart] = []
        for resource in timeline.tags(of: "utilization") {
            let key = "utilization{resource:\(resource)}"
            // What is not limited has no share that is busy.
            guard result.metric(key)?.hasSamples == true
            else { continue }
            let lines = timeline.levels(of: key, name: nil)
            var chart = timeline.small(resource, unit: .ratio, lines)
            mark(&chart, [key], rates: false)
            chart.leastTop = 1
            if chart.peak > 0 { charts.append(chart) } else { idle.append(escaped(resource)) }
        }
        let rest =
            idle.isEmpty ? "" : "<p>At 0 % throughout: \(idle.joined(separator: ", ")).</p>\n"
        return smallGrid(charts) + rest
    }

    private func grid(_ charts: [Chart?]) -> String {
        let drawn = charts.compactMap { $0 }.filter { $0.peak > 0 }.map { ChartDrawing($0).html }
        return drawn.isEmpty ? "" : "<div class=\"charts\">\n\(drawn.joined())</div>\n"
    }

    private func smallGrid(_ charts: [Chart]) -> String {
        let drawn = charts.map { ChartDrawing($0).html }
        guard !drawn.isEmpty else { return "" }
        return "<div class=\"charts small\">\n\(drawn.joined())</div>\n"
            + "<p class=\"key\">Line: mean over each interval; thin: the highest in it.</p>\n"
    }
}
